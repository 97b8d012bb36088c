"use client";

import { type ReactNode, useRef, useState } from "react";
import { toDrawingFile } from "@/components/results/drawing-file";
import { Menu, MenuEntry } from "@/components/results/menu";
import { type PlainNumbers, toCsv } from "@/components/results/panel-numbers";
import { DPI, toPng } from "@/components/results/png-file";
import { saveFile } from "@/components/results/save-file";

type Props = { id: string; title: string; numbers: PlainNumbers; withFigure: boolean; children?: ReactNode };

/** What a panel can be taken away as. `children`: entries of the panel's own. */
export function PanelDownload({ id, title, numbers, withFigure, children }: Props) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const here = useRef<HTMLDivElement>(null);

  const save = (kind: string, make: (figure: HTMLElement) => Promise<Blob> | Blob) => async () => {
    const figure = here.current?.closest("figure");
    if (!figure || busy !== null) return;
    setBusy(kind);
    setFailed(null);
    try {
      saveFile(await make(figure), `${id}.${kind}`);
    } catch {
      setFailed(kind);
    }
    setBusy(null);
  };

  return (
    <div ref={here} className="flex-none noscript:hidden print:hidden">
      <Menu
        label={
          <>
            Download <span className="sr-only">{title}</span>
          </>
        }
        look="quiet"
      >
        {withFigure && (
          <>
            <MenuEntry kind="SVG" isBusy={busy === "svg"} onClick={save("svg", toSvg)}>
              Figure
            </MenuEntry>
            <MenuEntry kind="PNG" isBusy={busy === "png"} onClick={save("png", toPngOf)}>
              Figure, {DPI} dpi
            </MenuEntry>
          </>
        )}
        <MenuEntry kind="CSV" isBusy={busy === "csv"} onClick={save("csv", () => toCsvFile(numbers))}>
          Numbers in this figure
        </MenuEntry>
        {children}
        <p role="alert" className="px-4 pb-2 text-danger empty:hidden">
          {failed && `The ${failed.toUpperCase()} could not be made here. Try again, or take another kind.`}
        </p>
      </Menu>
    </div>
  );
}

async function toSvg(figure: HTMLElement): Promise<Blob> {
  return new Blob([(await toDrawingFile(figure)).markup], { type: "image/svg+xml" });
}

async function toPngOf(figure: HTMLElement): Promise<Blob> {
  return toPng(await toDrawingFile(figure));
}

function toCsvFile(numbers: PlainNumbers): Blob {
  return new Blob([toCsv(numbers)], { type: "text/csv;charset=utf-8" });
}

"use client";

import { useState } from "react";
import { withResolution } from "@/components/results/png-resolution";

/** SVG's pixel is a 96th of an inch. */
const DPI = 300;
const SCALE = DPI / 96;

type Props = { source: string; fileName: string; className: string };

/** Draws the SVG file at 300 dots an inch in the browser, and hands it over. */
export function FigurePng({ source, fileName, className }: Props) {
  const [state, setState] = useState<"ready" | "busy" | "failed">("ready");
  const save = async () => {
    if (state === "busy") return;
    setState("busy");
    try {
      saveFile(await drawPng(source), fileName);
      setState("ready");
    } catch {
      setState("failed");
    }
  };
  return (
    <>
      <button type="button" className={className} onClick={save} aria-busy={state === "busy" || undefined}>
        <span>Figure, {DPI} dpi</span>
        <span className="note">PNG</span>
      </button>
      <p role="alert" className="px-4 pb-2 text-danger empty:hidden">
        {state === "failed" && "The figure could not be drawn here. Take the SVG, or try again."}
      </p>
    </>
  );
}

async function drawPng(source: string): Promise<Blob> {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.naturalWidth * SCALE);
  canvas.height = Math.round(image.naturalHeight * SCALE);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("no canvas");
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("the canvas is too large");
  return new Blob([withResolution(new Uint8Array(await blob.arrayBuffer()), DPI)], { type: "image/png" });
}

function saveFile(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

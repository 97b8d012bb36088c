import { Disclosure } from "@/components/results/disclosure";
import type { PanelColumn, PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";

/** A panel's numbers as a table that opens on demand, without a script too. */
export function PanelTable({ title, numbers }: { title: string; numbers: PanelNumbers }) {
  const shown = numbers.columns.flatMap((column, index) => (column.head === undefined ? [] : [{ column, index }]));
  return (
    <Disclosure summary="The same numbers as a table">
      <Table label={`${title}, as a table`}>
        <thead>
          <tr>
            {shown.map(({ column }) => (
              <th key={column.name} scope="col" className={column.kind ? "start" : undefined}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {numbers.rows.map((row) => (
            <tr key={row.join(" ")}>
              {shown.map(({ column, index }) => (
                <Cell key={column.name} column={column} value={row[index] ?? null} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </Disclosure>
  );
}

function Cell({ column, value, row }: { column: PanelColumn; value: PanelValue; row: PanelValue[] }) {
  const shown = column.format ? column.format(value, row) : typeof value === "number" ? formatCount(value) : value;
  if (column.kind === "row") return <th scope="row">{shown}</th>;
  return <td className={column.kind === "words" ? "prose" : undefined}>{shown}</td>;
}

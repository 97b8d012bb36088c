import { Disclosure } from "@/components/results/disclosure";
import type { PanelColumn, PanelNumbers, PanelValue } from "@/components/results/panel-numbers";
import { formatCount } from "@/components/ui/format";
import { Table } from "@/components/ui/table";

/** A panel's numbers as a table that opens on demand, without a script too. */
export function PanelTable({ title, numbers }: { title: string; numbers: PanelNumbers }) {
  return (
    <Disclosure summary="The same numbers as a table">
      <NumbersTable label={`${title}, as a table`} numbers={numbers} />
    </Disclosure>
  );
}

/** The numbers as they stand: for a panel that is a table, and draws nothing. */
export function NumbersTable({ label, numbers }: { label: string; numbers: PanelNumbers }) {
  const shown = numbers.columns.flatMap((column, index) => (column.head === undefined ? [] : [{ column, index }]));
  return (
    <Table label={label}>
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
  );
}

function Cell({ column, value, row }: { column: PanelColumn; value: PanelValue; row: PanelValue[] }) {
  const shown = column.format ? column.format(value, row) : typeof value === "number" ? formatCount(value) : value;
  if (column.kind === "row") return <th scope="row">{shown}</th>;
  return <td className={column.kind === "words" ? "prose" : undefined}>{shown}</td>;
}

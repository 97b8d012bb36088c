import { Fragment, isValidElement, type ReactNode } from "react";

/** SVG attributes that React spells in camel case and SVG does too. */
const AS_WRITTEN = new Set(["viewBox", "preserveAspectRatio"]);

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 has no place for; a model's name from an imported file may hold anything. */
const NOT_XML = /(?![\t\n\r])\p{Cc}|\p{Cs}|\uFFFE|\uFFFF/gu;

function escapeXml(text: string): string {
  return text.replace(NOT_XML, "").replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}

function toAttribute([name, value]: [string, unknown]): string {
  if (name === "children" || name === "className" || value === undefined || value === null || value === false)
    return "";
  const written = AS_WRITTEN.has(name) ? name : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return ` ${written}="${escapeXml(String(value))}"`;
}

/**
 * A drawing as the text of an SVG file. Understands what our drawings are made of, which is elements and functions
 * without hooks: react-dom/server may not be called where routes are.
 *
 * @throws {TypeError} a component that is neither: a class, a client component, a context.
 */
export function toSvgMarkup(node: ReactNode): string {
  if (node === null || node === undefined || typeof node === "boolean") return "";
  if (typeof node === "string" || typeof node === "number") return escapeXml(String(node));
  if (Array.isArray(node)) return node.map(toSvgMarkup).join("");
  if (!isValidElement<{ children?: ReactNode }>(node)) throw new TypeError("This cannot be written as SVG.");
  if (node.type === Fragment) return toSvgMarkup(node.props.children);
  if (typeof node.type === "function") {
    return toSvgMarkup((node.type as (props: unknown) => ReactNode)(node.props));
  }
  if (typeof node.type !== "string") throw new TypeError("This component cannot be written as SVG.");
  const attributes = Object.entries(node.props).map(toAttribute).join("");
  const inner = toSvgMarkup(node.props.children);
  return inner ? `<${node.type}${attributes}>${inner}</${node.type}>` : `<${node.type}${attributes}/>`;
}

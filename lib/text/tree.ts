/** A Markdown or HTML syntax tree's node, as far as this folder looks at it. */
export interface TreeNode {
  type: string;
  value?: string;
  children?: TreeNode[];
  tagName?: string;
  properties?: Record<string, unknown>;
  data?: Record<string, unknown>;
  depth?: number;
  checked?: boolean | null;
  label?: string | null;
  identifier?: string;
  url?: string;
  alt?: string | null;
  lang?: string | null;
  meta?: string | null;
}

/** The depth and size of a tree, counted without recursion, so that a hostile depth cannot overflow the stack. */
export function measureTree(root: TreeNode): { depth: number; nodes: number } {
  let level = [root];
  let depth = 0;
  let nodes = 0;
  while (level.length > 0) {
    nodes += level.length;
    depth += 1;
    level = level.flatMap((node) => node.children ?? []);
  }
  return { depth, nodes };
}

/** Replaces each descendant by what `change` returns for it, children before their parent. */
export function mapChildren(node: TreeNode, change: (child: TreeNode, parent: TreeNode) => TreeNode[]): void {
  if (!node.children) return;
  for (const child of node.children) mapChildren(child, change);
  node.children = node.children.flatMap((child) => change(child, node));
}

export function toPlainText(node: TreeNode): string {
  if (node.value !== undefined) return node.value;
  return (node.children ?? []).map(toPlainText).join("");
}

export function element(tagName: string, properties: Record<string, unknown>, children: TreeNode[]): TreeNode {
  return { type: "element", tagName, properties, children };
}

export function text(value: string): TreeNode {
  return { type: "text", value };
}

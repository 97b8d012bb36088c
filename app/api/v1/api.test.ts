import { describe, expect, it } from "vitest";
import { findOperation } from "@/app/api/v1/find-operation";
import { toOpenApi } from "@/app/api/v1/open-api";
import { operations } from "@/app/api/v1/operations/registry";
import { pageOf } from "@/app/api/v1/page-of";

describe("pageOf", () => {
  const keyOf = ({ key }: { key: string }) => key;
  const rows = (...keys: string[]) => keys.map((key) => ({ key }));

  it("gives each row once, though others come in between", () => {
    const first = pageOf(rows("b", "d", "a"), keyOf, { limit: 2 });
    expect(first.items).toEqual(rows("a", "b"));
    const second = pageOf(rows("b", "d", "a", "aa", "c"), keyOf, { limit: 2, after: first.next });
    expect(second).toEqual({ items: rows("c", "d"), next: null });
  });

  it("refuses a cursor that it did not give out", () => {
    expect(() => pageOf(rows("a"), keyOf, { limit: 1, after: "not one!" })).toThrow("as it is");
  });
});

describe("findOperation", () => {
  it("reads names that hold a slash's neighbours, and says what an address takes", () => {
    const { operation, params } = findOperation(operations, "GET", ["studies", "a%20b%3F", "progress"]);
    expect([operation.path, params]).toEqual(["/studies/{study}/progress", { study: "a b?" }]);
    expect(() => findOperation(operations, "DELETE", ["studies"])).toThrow("takes GET and POST");
    expect(() => findOperation(operations, "GET", ["nothing"])).toThrow("openapi.json");
  });
});

describe("toOpenApi", () => {
  const document = JSON.parse(JSON.stringify(toOpenApi(operations, "https://example.org")));

  it("describes each operation once, by a name of its own, with every reply resolvable", () => {
    const described = Object.entries(document.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => [`${method} ${path}`, operationId]),
    );
    expect(described.map(([key]) => key).sort()).toEqual(
      operations.map(({ method, path }) => `${method.toLowerCase()} ${path}`).sort(),
    );
    expect(new Set(described.map(([, id]) => id)).size).toBe(operations.length);
    const refs = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) {
      const found = ref
        .slice(3, -1)
        .split("/")
        .reduce((at, key) => at?.[key], document);
      expect(found, ref).toBeDefined();
    }
  });

  it("has no pattern that only JavaScript reads", () => {
    expect(JSON.stringify(document)).not.toContain("\\\\p{");
    expect(JSON.stringify(document)).toContain('"pattern"');
  });

  it("asks for every name in a path's braces", () => {
    for (const { path, method } of operations) {
      const { parameters } = document.paths[path][method.toLowerCase()];
      const asked = parameters
        .filter((each: { in: string }) => each.in === "path")
        .map(({ name }: { name: string }) => `{${name}}`);
      expect(asked).toEqual(path.match(/\{\w+\}/g) ?? []);
    }
  });
});

import { describe, expect, it } from "vitest";
import { modelCardSchema, NO_CARD, readCard } from "@/lib/models/card";

describe("a model's card", () => {
  it("takes an empty text for nothing said, and refuses what is no link", () => {
    expect(modelCardSchema.parse({ size: " 13B ", licence: "" })).toEqual({ ...NO_CARD, size: "13B" });
    expect(modelCardSchema.safeParse({ url: "javascript:alert(1)" }).success).toBe(false);
    expect(modelCardSchema.safeParse({ size: "two\nlines" }).success).toBe(false);
  });

  it("is empty where the database has none, or has what it does not know", () => {
    expect(readCard(null)).toEqual(NO_CARD);
    expect(readCard({ size: "13B", colour: "red" })).toEqual(NO_CARD);
  });
});

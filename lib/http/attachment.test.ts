import { expect, it } from "vitest";
import { toAttachment } from "@/lib/http/attachment";

it("a file name in any script is a valid header", () => {
  expect(toAttachment("koala-again.svg")).toBe(
    "attachment; filename=\"koala-again.svg\"; filename*=UTF-8''koala-again.svg",
  );
  expect(toAttachment('a"b\r\nc/é (1).svg')).toBe(
    "attachment; filename=\"a_b__c__ _1_.svg\"; filename*=UTF-8''a%22b%0D%0Ac%2F%C3%A9%20%281%29.svg",
  );
});

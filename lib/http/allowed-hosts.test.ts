import { expect, test } from "vitest";
import { findAddress, isAddressAllowed, isNameAllowed, isPublic, parseAllowedHosts } from "./allowed-hosts";
import { checkLiteral, checkResolved, toTarget } from "./check-address";

const target = (url: string) => toTarget(new URL(url));
const refusalOf = (list: string, url: string, resolved: string[] = []): string | null => {
  const allowed = parseAllowedHosts(list);
  try {
    checkLiteral(allowed, target(url));
    checkResolved(
      allowed,
      target(url),
      resolved.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

test.each(["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "172.32.0.1", "100.128.0.1"])("public: %s", (text) => {
  const address = findAddress(text);
  expect(address && isPublic(address)).toBe(true);
});

test.each([
  "127.0.0.1",
  "127.255.0.1",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "100.100.100.200",
  "192.0.0.192",
  "192.0.2.1",
  "198.18.0.1",
  "224.0.0.1",
  "240.0.0.1",
  "255.255.255.255",
  "168.63.129.16",
  "::",
  "::1",
  "::127.0.0.1",
  "::ffff:127.0.0.1",
  "::ffff:8.8.8.8",
  "64:ff9b::7f00:1",
  "64:ff9b:1::1",
  "2002:7f00:1::",
  "2001::1",
  "2001:db8::1",
  "fc00::1",
  "fd00:ec2::254",
  "fe80::1",
  "fec0::1",
  "ff02::1",
])("not public: %s", (text) => {
  const address = findAddress(text);
  expect(address && isPublic(address)).toBe(false);
});

test.each([
  "http://2130706433/",
  "http://0x7f000001/",
  "http://0177.0.0.1/",
  "http://127.1/",
  "http://①②⑦.⓪.⓪.①/",
  "http://[::ffff:7f00:1]/",
  "http://[::1]/",
  "http://[64:ff9b::169.254.169.254]/",
])("an internal address is refused however it is written: %s", (url) => {
  expect(refusalOf("public", url)).toContain("is an internal address, and EUCALYPT_MODEL_HOSTS does not allow it.");
});

test("the refusal says what to add", () => {
  expect(refusalOf("public", "http://127.0.0.1:5009/")).toBe(
    "http://127.0.0.1:5009 is an internal address, and EUCALYPT_MODEL_HOSTS does not allow it. " +
      "Add 127.0.0.1:5009 to it and restart.",
  );
  expect(refusalOf("public", "https://models.lab/v1", ["10.0.0.5"])).toBe(
    "https://models.lab:443 resolves to 10.0.0.5, an internal address, and EUCALYPT_MODEL_HOSTS does not allow it. " +
      "Add models.lab:443 to it and restart.",
  );
  expect(refusalOf("10.0.0.0/8", "https://api.openai.com/v1", ["8.8.8.8"])).toBe(
    "https://api.openai.com:443 is not listed, and EUCALYPT_MODEL_HOSTS does not allow it. " +
      "Add api.openai.com:443 to it and restart.",
  );
  expect(refusalOf("public", "http://[::1]:8000/")).toContain("Add [::1]:8000 to it");
  // what it says to add does allow it
  for (const [list, url] of [
    ["[::1]:8000", "http://[::1]:8000/"],
    ["127.0.0.1:5009", "http://127.0.0.1:5009/"],
  ] as const) {
    expect(refusalOf(list, url)).toBeNull();
  }
});

test("one internal address among those of a name is enough to refuse it", () => {
  expect(refusalOf("public", "http://mixed.example/", ["8.8.8.8", "10.0.0.1"])).toContain("resolves to 10.0.0.1");
  expect(refusalOf("public", "http://mixed.example/", ["8.8.8.8", "fe80::1%eth0"])).toContain(
    "resolves to fe80::1%eth0",
  );
  expect(refusalOf("public", "http://good.example/", ["8.8.8.8", "2606:4700::1111"])).toBeNull();
});

test("a listed name may resolve to anything, and only on its port", () => {
  expect(refusalOf("models.lab", "http://Models.Lab.:9000/", ["10.0.0.1"])).toBeNull();
  expect(refusalOf("models.lab:8000", "http://models.lab:8000/", ["10.0.0.1"])).toBeNull();
  expect(refusalOf("public, models.lab:8000", "http://models.lab:22/", ["10.0.0.1"])).toContain("internal");
  expect(refusalOf("bücher.example", "http://xn--bcher-kva.example/", ["10.0.0.1"])).toBeNull();
});

test("*.suffix holds the names under it, not itself and not what only ends alike", () => {
  const allowed = parseAllowedHosts("*.lab.example:8000");
  expect(isNameAllowed(allowed, "gpu.lab.example", 8000)).toBe(true);
  expect(isNameAllowed(allowed, "a.gpu.lab.example", 8000)).toBe(true);
  expect(isNameAllowed(allowed, "lab.example", 8000)).toBe(false);
  expect(isNameAllowed(allowed, "evillab.example", 8000)).toBe(false);
  expect(isNameAllowed(allowed, "gpu.lab.example", 80)).toBe(false);
});

test("addresses and ranges hold what is inside them, on their port", () => {
  const holds = (list: string, text: string, port = 80) => {
    const address = findAddress(text);
    return address !== null && isAddressAllowed(parseAllowedHosts(list), address, port);
  };
  expect(holds("10.0.0.0/8", "10.200.0.1")).toBe(true);
  expect(holds("10.0.0.0/8", "11.0.0.1")).toBe(false);
  expect(holds("10.0.0.0/8:8000", "10.0.0.1", 8000)).toBe(true);
  expect(holds("10.0.0.0/8:8000", "10.0.0.1", 80)).toBe(false);
  expect(holds("[fd00::/8]:8000", "fd12::1", 8000)).toBe(true);
  expect(holds("fd00::/8", "fd12::1")).toBe(true);
  expect(holds("::1", "::1")).toBe(true);
  expect(holds("127.0.0.1", "::ffff:127.0.0.1")).toBe(true);
  expect(holds("0.0.0.0/0", "::1")).toBe(false);
  expect(holds("public:443", "8.8.8.8", 443)).toBe(true);
  expect(holds("public:443", "8.8.8.8", 80)).toBe(false);
  expect(holds("", "8.8.8.8")).toBe(false);
});

test.each([
  "10.0.0.0/40",
  "http://models.lab",
  "models.lab:99999",
  "models.lab:0",
  "a b",
  "*",
  "*.*.lab",
  "[::1",
  "1.2.3.4.5",
])("an entry that is none is named: %s", (entry) => {
  expect(() => parseAllowedHosts(`public, ${entry}`)).toThrow(`EUCALYPT_MODEL_HOSTS holds ${JSON.stringify(entry)}`);
});

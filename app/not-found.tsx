import type { Metadata } from "next";
import Link from "next/link";
import { Mark } from "@/components/ui/mark";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="wrap py-2" id="main">
      <Mark />
      <div className="grid max-w-[40rem] gap-3 pt-12">
        <h1>There is nothing at this address</h1>
        <p>
          The link may be incomplete, or what it leads to is not shared with you. Go to{" "}
          <Link href="/studio/studies">your studies</Link> or to the <Link href="/">first page</Link>.
        </p>
      </div>
    </main>
  );
}

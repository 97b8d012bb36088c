import Link from "next/link";

export default function NotFound() {
  return (
    <main className="wrap pb-16" id="main">
      <div className="grid max-w-[40rem] gap-3 pt-12">
        <h1>There is nothing at this address</h1>
        <p>
          It may have another name by now, or not be shared with you. Go to{" "}
          <Link href="/studio/studies">your studies</Link>.
        </p>
      </div>
    </main>
  );
}

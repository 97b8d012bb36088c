import { Mark } from "@/components/ui/mark";

export default function LandingPage() {
  return (
    <main className="wrap" id="main">
      <Mark />
      <h1>Two responses, no names. People say which is better.</h1>
    </main>
  );
}

import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";

export const metadata: Metadata = {
  title: { default: "Eucalypt", template: "%s · Eucalypt" },
  description: "Blind human evaluation of language models",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Holds no client component: what stands here is paid for on the rating page too. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // makes every page dynamic: a prerendered page has no nonce, and its scripts would be refused
  await headers();
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html lang="en" dir="ltr" data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>{children}</body>
    </html>
  );
}

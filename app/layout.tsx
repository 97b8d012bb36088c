import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import "@/app/globals.css";
import { readPageLanguage } from "@/app/rate/[slug]/read-page-language";
import { toDirection } from "@/components/rating/catalog";
import { PATH_HEADER } from "@/lib/http/path-header";

export const metadata: Metadata = {
  title: { default: "Eucalypt", template: "%s · Eucalypt" },
  description: "Blind human evaluation of language models",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

/** Holds no client component: what stands here is paid for on the rating page too. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // makes every page dynamic: a prerendered page has no nonce, and its scripts would be refused
  const language = await readPageLanguage((await headers()).get(PATH_HEADER));
  const theme = (await cookies()).get("theme")?.value;
  return (
    <html
      lang={language}
      dir={toDirection(language)}
      data-theme={theme === "light" || theme === "dark" ? theme : undefined}
    >
      <body>{children}</body>
    </html>
  );
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import "@/components/rating/prose.css";
import "@/components/rating/rating.css";
import "@/components/rating/intro.css";
import "@/components/rating/pair.css";
import "@/components/rating/choice-bar.css";
import "@/components/rating/menu.css";

/** A study's address is for those who were given it. */
export const metadata: Metadata = { robots: { index: false, follow: false } };

export default function RateLayout({ children }: { children: ReactNode }) {
  return children;
}

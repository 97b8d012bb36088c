import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Tells rating.css how high a fixed bar is, at whatever size of text: the page ends above it, and what has the focus
 * stays clear of it.
 */
export function useBarHeight(property: "--rate-top" | "--rate-dock"): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const { current } = bar;
    if (!current) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(() => style.setProperty(property, `${current.offsetHeight}px`));
    observer.observe(current);
    return () => {
      observer.disconnect();
      style.removeProperty(property);
    };
  }, [property]);
  return bar;
}

import { NavLink } from "@/components/studio/nav-link";

const TABS = [
  ["Overview", ""],
  ["Results", "/results"],
  ["Raters", "/raters"],
  ["Protocol", "/protocol"],
  ["Settings", "/settings"],
] as const;

/** The ways through one study. */
export function StudyTabs({ study }: { study: string }) {
  const base = `/studio/studies/${encodeURIComponent(study)}`;
  return (
    <nav
      aria-label="Study"
      className="flex gap-7 overflow-x-auto border-b border-rule [scrollbar-width:none] print:hidden"
    >
      {TABS.map(([name, path]) => (
        <NavLink key={name} look="tab" href={`${base}${path}`} isExact={path === ""}>
          {name}
        </NavLink>
      ))}
    </nav>
  );
}

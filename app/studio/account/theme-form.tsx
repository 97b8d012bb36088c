import { setThemeAction } from "@/app/studio/account/actions";
import { Button } from "@/components/ui/button";

const THEMES = [
  ["system", "As the system"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

export function ThemeForm({ theme }: { theme: string }) {
  return (
    <form action={setThemeAction}>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="note mb-2">In this browser</legend>
        {THEMES.map(([value, label]) => (
          <Button key={value} type="submit" name="theme" value={value} aria-pressed={theme === value}>
            {label}
          </Button>
        ))}
      </fieldset>
    </form>
  );
}

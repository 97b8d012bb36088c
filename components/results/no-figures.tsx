import { ButtonLink } from "@/components/ui/button";

/** In the place of figures that cannot be shown. `address`: where they are as the study declares them. */
export function NoFigures({ problem, address }: { problem: string; address: string }) {
  return (
    <div className="grid justify-items-start gap-4 pt-10" role="alert">
      <p className="problem">
        <strong>These figures cannot be shown.</strong> {problem}
      </p>
      <ButtonLink href={address}>Show them as the study declares them</ButtonLink>
    </div>
  );
}

import Link from "next/link";
import type { ComponentProps } from "react";

type Look = "default" | "primary" | "quiet" | "danger";

const CLASS: Record<Look, string> = {
  default: "btn",
  primary: "btn btn-primary",
  quiet: "btn btn-quiet",
  danger: "btn btn-danger",
};

type ButtonProps = ComponentProps<"button"> & {
  look?: Look;
  /** The label stays, and whoever presses again presses nothing: pair it with a handler that looks. */
  busy?: boolean;
};

export function Button({ look = "default", busy = false, className = "", type = "button", ...rest }: ButtonProps) {
  return <button {...rest} type={type} aria-busy={busy || undefined} className={`${CLASS[look]} ${className}`} />;
}

type ButtonLinkProps = ComponentProps<typeof Link> & { look?: Look };

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function ButtonLink({ look = "default", className = "", ...rest }: ButtonLinkProps) {
  return <Link prefetch={false} {...rest} className={`${CLASS[look]} ${className}`} />;
}

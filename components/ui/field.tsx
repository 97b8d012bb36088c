import type { ComponentProps, ReactNode } from "react";

type Shared = { label: ReactNode; name: string; hint?: ReactNode; error?: string };

type Described = { id: string; name: string; "aria-invalid"?: true; "aria-describedby"?: string };

function describe({ name, hint, error }: Omit<Shared, "label">): Described {
  const ids = [hint ? `${name}-hint` : "", error ? `${name}-error` : ""].filter(Boolean).join(" ");
  return { id: name, name, "aria-invalid": error ? true : undefined, "aria-describedby": ids || undefined };
}

function Frame({ label, name, hint, error, children }: Shared & { children: ReactNode }) {
  return (
    <div className="grid max-w-[30rem] gap-1">
      <label htmlFor={name} className="font-medium">
        {label}
      </label>
      {hint && (
        <p id={`${name}-hint`} className="note">
          {hint}
        </p>
      )}
      {children}
      <FieldError name={name} error={error} />
    </div>
  );
}

export function FieldError({ name, error }: { name: string; error?: string }) {
  if (!error) return null;
  return (
    <p id={`${name}-error`} className="text-danger">
      {error}
    </p>
  );
}

export function TextField({ label, hint, error, name, ...rest }: Shared & ComponentProps<"input">) {
  return (
    <Frame label={label} name={name} hint={hint} error={error}>
      <input type="text" {...rest} {...describe({ name, hint, error })} className="input" />
    </Frame>
  );
}

export function TextAreaField({ label, hint, error, name, ...rest }: Shared & ComponentProps<"textarea">) {
  return (
    <Frame label={label} name={name} hint={hint} error={error}>
      <textarea rows={8} {...rest} {...describe({ name, hint, error })} className="input" />
    </Frame>
  );
}

export function SelectField({ label, hint, error, name, children, ...rest }: Shared & ComponentProps<"select">) {
  return (
    <Frame label={label} name={name} hint={hint} error={error}>
      <span className="select">
        <select {...rest} {...describe({ name, hint, error })} className="input">
          {children}
        </select>
      </span>
    </Frame>
  );
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SkipLink, TopBar } from "@/components/site/top-bar";
import { NavLink } from "@/components/studio/nav-link";
import { mayManageAccounts } from "@/lib/auth/policy";
import { requireAccount } from "@/lib/auth/session";

export const metadata: Metadata = { title: { default: "Studio", template: "%s · Studio · Eucalypt" } };

/** The pages beneath ask for the account again: on a way from page to page the layout does not run. */
export default async function StudioLayout({ children }: { children: ReactNode }) {
  const account = await requireAccount();
  return (
    <>
      <SkipLink />
      <TopBar
        label="Studio"
        links={
          <>
            <NavLink look="bar" href="/studio/studies">
              Studies
            </NavLink>
            <NavLink look="bar" href="/studio/prompts">
              Prompts
            </NavLink>
            <NavLink look="bar" href="/studio/models">
              Models
            </NavLink>
            <NavLink look="bar" href="/studio/runs">
              Runs
            </NavLink>
            {mayManageAccounts(account) && (
              <>
                <NavLink look="bar" href="/studio/demo">
                  Demo
                </NavLink>
                <NavLink look="bar" href="/studio/audit">
                  Audit log
                </NavLink>
              </>
            )}
          </>
        }
        end={
          <NavLink look="bar" href="/studio/account">
            Your account
          </NavLink>
        }
      />
      {children}
    </>
  );
}

import { AddMemberForm } from "@/app/studio/studies/[study]/settings/add-member-form";
import {
  changeRoleAction,
  removeMemberAction,
  revokeInvitationAction,
} from "@/app/studio/studies/[study]/settings/member-actions";
import { RoleForm } from "@/app/studio/studies/[study]/settings/role-form";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { formatDay } from "@/components/ui/format";
import { Table } from "@/components/ui/table";
import type { AccountActor } from "@/lib/auth/actor";
import { mayDo } from "@/lib/studies/policy";
import { type ListedInvitation, listMemberInvitations } from "@/lib/studies/queries/member-invitations";
import type { StudyDetail } from "@/lib/studies/queries/studies";

const ROLE = { owner: "Owner", editor: "Editor", viewer: "Viewer" };

type Props = { account: AccountActor; study: StudyDetail };

/** Who works on the study, and who is asked to. */
export async function Members({ account, study }: Props) {
  const mayShare = mayDo(study.role, "share");
  const invitations = mayShare ? await listMemberInvitations(account, study.name) : [];
  return (
    <section aria-labelledby="members-head" className="grid grid-cols-1 gap-6">
      <h2 id="members-head">Members</h2>
      <MembersTable account={account} study={study} mayShare={mayShare} />
      {invitations.length > 0 && <InvitationsTable study={study.name} invitations={invitations} />}
      {mayShare ? (
        <AddMemberForm study={study.name} />
      ) : (
        <p className="note">An owner of the study adds members and changes their roles.</p>
      )}
    </section>
  );
}

function MembersTable({ account, study, mayShare }: Props & { mayShare: boolean }) {
  const owners = study.members.filter(({ role }) => role === "owner").length;
  return (
    <Table label="All members">
      <thead>
        <tr>
          {["Name", "E-mail", "Role"].map((head) => (
            <th key={head} scope="col" className="start">
              {head}
            </th>
          ))}
          <th scope="col">
            <span className="sr-only">Take off</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {study.members.map(({ accountId, name, email, role }) => {
          const isSelf = accountId === account.accountId;
          const isLastOwner = role === "owner" && owners === 1;
          const mayRemove = (mayShare || isSelf) && !isLastOwner;
          return (
            <tr key={accountId}>
              <th scope="row">{name}</th>
              <td className="start">{email}</td>
              <td className="start">
                {mayShare && !isLastOwner ? (
                  <RoleForm action={changeRoleAction} study={study.name} email={email} role={role} />
                ) : (
                  ROLE[role]
                )}
              </td>
              <td>
                {mayRemove && (
                  <ConfirmButton
                    action={removeMemberAction}
                    fields={{ study: study.name, email, isSelf: isSelf ? "yes" : "no" }}
                    look="quiet"
                    title={isSelf ? "Leave this study?" : `Take ${name} off this study?`}
                    text={
                      isSelf
                        ? "You see it no more. An owner can add you again."
                        : "They see the study no more. What they did stays, and they can be added again."
                    }
                    confirm={isSelf ? "Leave" : "Take off"}
                    cancel="Keep"
                  >
                    {isSelf ? "Leave…" : "Take off…"}
                    <span className="sr-only"> {name}</span>
                  </ConfirmButton>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function InvitationsTable({ study, invitations }: { study: string; invitations: ListedInvitation[] }) {
  return (
    <div className="grid grid-cols-1 gap-2">
      <h3>Invitations that wait</h3>
      <Table label="Invitations that wait">
        <thead>
          <tr>
            {["E-mail", "Role", "Good until"].map((head) => (
              <th key={head} scope="col" className="start">
                {head}
              </th>
            ))}
            <th scope="col">
              <span className="sr-only">Take back</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map(({ id, email, role, expiresAt }) => (
            <tr key={id}>
              <th scope="row">{email}</th>
              <td className="start">{ROLE[role]}</td>
              <td className="start">{formatDay(expiresAt)}</td>
              <td>
                <ActionButton action={revokeInvitationAction} fields={{ study, invitation: id }} look="quiet">
                  Take back<span className="sr-only"> the invitation of {email}</span>
                </ActionButton>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

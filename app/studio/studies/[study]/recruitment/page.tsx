import type { Metadata } from "next";
import type { ReactNode } from "react";
import { loadStudy, type StudyParams } from "@/app/studio/studies/[study]/load-study";
import { removeWayInAction, revokeAction, syncAction } from "@/app/studio/studies/[study]/recruitment/actions";
import { InvitationForm } from "@/app/studio/studies/[study]/recruitment/invitation-form";
import { WayForm } from "@/app/studio/studies/[study]/recruitment/way-form";
import { CopyField } from "@/components/studio/copy-field";
import { ActionButton, ConfirmButton } from "@/components/ui/action-button";
import { EmptyState } from "@/components/ui/empty-state";
import { TextAreaField, TextField } from "@/components/ui/field";
import { Table } from "@/components/ui/table";
import { getRecruitment, type Recruitment } from "@/lib/crowd/queries/recruitment";
import type { WayIn } from "@/lib/crowd/schema";
import { findInvitationGap } from "@/lib/crowd/ways/find-invitation-gap";
import { getEnv } from "@/lib/env";

export const metadata: Metadata = { title: "Recruitment" };

const NAMES: Record<WayIn, string> = {
  link: "A link",
  account: "An account here",
  prolific: "Prolific",
  mturk: "Amazon Mechanical Turk",
  url: "Another panel, by its own id",
};

const ABOUT: Record<WayIn, string> = {
  link: "Anybody who has the address, or only who has a code. For colleagues, students, mailing lists.",
  account: "Whoever signs in with an account of this installation.",
  prolific:
    "Prolific appends its ids to the address and takes people back with a code. Paste the address and the codes into the study there.",
  mturk: "An ExternalQuestion in a frame, for requesters who have an account: MTurk takes no new ones.",
  url: "CloudResearch Connect, SONA, a lab’s own pool: any that appends an id to an address.",
};

export default async function RecruitmentPage({ params }: StudyParams) {
  const { account, study } = await loadStudy(params);
  if (study.origin === "imported" || study.isDryRun) {
    return (
      <div className="pt-10">
        <EmptyState>
          Nobody is recruited for this study:{" "}
          {study.isDryRun ? "its raters are simulated" : "its votes were given elsewhere"}.
        </EmptyState>
      </div>
    );
  }
  const recruitment = await getRecruitment(account, study.name);
  const offered = Object.keys(recruitment.ways) as WayIn[];
  const address = `${getEnv().NEXTAUTH_URL ?? ""}/rate/${recruitment.slug}`;
  return (
    <div className="grid gap-12 pt-10">
      <p className="max-w-[44rem]">
        {offered.length === 0
          ? "No way in is set up: anybody who has the address comes in by link. Open one below, and only the ways that are open lead in."
          : `Raters come in by: ${offered.map((way) => NAMES[way]).join(", ")}.`}
      </p>
      {recruitment.joined.length > 0 && <Joined joined={recruitment.joined} />}
      {(Object.keys(NAMES) as WayIn[]).map((wayIn) => (
        <Way key={wayIn} wayIn={wayIn} study={study.name} recruitment={recruitment} address={address} />
      ))}
    </div>
  );
}

function Joined({ joined }: Pick<Recruitment, "joined">) {
  return (
    <Table label="Raters by way in" className="max-w-[34rem]">
      <thead>
        <tr>
          <th scope="col" className="start">
            Came by
          </th>
          <th scope="col">Raters</th>
          <th scope="col">Went all the way</th>
        </tr>
      </thead>
      <tbody>
        {joined.map(({ wayIn, raters, completed }) => (
          <tr key={wayIn}>
            <th scope="row">{NAMES[wayIn as WayIn] ?? wayIn}</th>
            <td>{raters}</td>
            <td>{completed}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type WayProps = { wayIn: WayIn; study: string; recruitment: Recruitment; address: string };

function Way({ wayIn, study, recruitment, address }: WayProps) {
  const isOffered = recruitment.ways[wayIn] !== undefined;
  const isLast = isOffered && Object.keys(recruitment.ways).length === 1;
  return (
    <section aria-labelledby={`way-${wayIn}`} className="grid gap-4 border-t border-rule pt-6">
      <h2 id={`way-${wayIn}`}>
        {NAMES[wayIn]} {isOffered && <span className="note">open</span>}
      </h2>
      <p className="max-w-[44rem]">{ABOUT[wayIn]}</p>
      {isOffered && <Addresses wayIn={wayIn} ways={recruitment.ways} address={address} />}
      {recruitment.mayEdit && (
        <WayForm study={study} wayIn={wayIn} isOffered={isOffered}>
          <Fields wayIn={wayIn} ways={recruitment.ways} />
        </WayForm>
      )}
      {recruitment.mayEdit && isOffered && (
        <div className="flex flex-wrap gap-4">
          {wayIn === "prolific" && (
            <ActionButton action={syncAction} fields={{ study }}>
              Ask Prolific where submissions stand
            </ActionButton>
          )}
          <ConfirmButton
            action={removeWayInAction}
            fields={{ study, wayIn }}
            title={`Close ${NAMES[wayIn]}?`}
            text={
              isLast
                ? "It is the only way that is open: without one, anybody who has the address comes in by link. Who came by it goes on."
                : "Nobody new comes in by it. Who came by it goes on."
            }
            confirm="Close this way"
            cancel="Leave it open"
          >
            Close this way…
          </ConfirmButton>
        </div>
      )}
      {wayIn === "link" && isOffered && <Invitations study={study} recruitment={recruitment} address={address} />}
    </section>
  );
}

function Addresses({ wayIn, ways, address }: { wayIn: WayIn; ways: Recruitment["ways"]; address: string }) {
  const { prolific, url } = ways;
  const ids = "PROLIFIC_PID={{%PROLIFIC_PID%}}&STUDY_ID={{%STUDY_ID%}}&SESSION_ID={{%SESSION_ID%}}";
  return (
    <div className="grid max-w-[44rem] gap-3">
      <CopyField
        label={wayIn === "mturk" ? "ExternalURL" : "Address"}
        value={
          wayIn === "prolific"
            ? `${address}?${ids}`
            : wayIn === "url" && url
              ? `${address}?${url.idParameter}=`
              : address
        }
      />
      {wayIn === "prolific" && prolific && (
        <>
          <CopyField label="Code for completed" value={prolific.completedCode} />
          <CopyField label="Code for failed attention checks" value={prolific.failedChecksCode} />
          <p className="note">
            Who fails the comprehension check twice is asked to return the submission: Prolific wants no code for that.
          </p>
        </>
      )}
    </div>
  );
}

function Fields({ wayIn, ways }: { wayIn: WayIn; ways: Recruitment["ways"] }): ReactNode {
  const { link, prolific, mturk, url } = ways;
  switch (wayIn) {
    case "link":
      return (
        <>
          <Box name="needsInvitation" isOn={link?.needsInvitation ?? false}>
            Only with an invitation code
          </Box>
          <Box name="needsProof" isOn={link?.needsProof ?? true}>
            Let the browser work for a second before it is let in: it keeps scripts from joining by the thousand
          </Box>
          <TextField
            label="Completion code"
            name="completionCode"
            hint="Shown at the end; empty: none."
            defaultValue={link?.completionCode ?? ""}
          />
        </>
      );
    case "prolific":
      return (
        <TextField
          label="Prolific’s id of the study"
          name="prolificStudyId"
          hint="Once it is made there. Then only people from that study are let in, and bonuses can be paid."
          defaultValue={prolific?.prolificStudyId ?? ""}
        />
      );
    case "mturk":
      return (
        <TextAreaField
          label="Other origins that may frame the page"
          name="frameOrigins"
          hint="One a line, such as a sandbox of yours. Amazon’s own are allowed as it is."
          rows={2}
          defaultValue={mturk?.frameOrigins.join("\n") ?? ""}
        />
      );
    case "url":
      return (
        <>
          <TextField
            label="Parameter with the person’s id"
            name="idParameter"
            hint="As the panel appends it, such as participantId."
            required
            defaultValue={url?.idParameter ?? ""}
          />
          <TextField
            label="Where people go back to"
            name="returnUrl"
            hint="{id} and {outcome} are filled in; outcomes are completed, screened_out and failed_checks. Empty: a code is shown."
            defaultValue={url?.returnUrl ?? ""}
          />
          <TextField label="Completion code" name="completionCode" defaultValue={url?.completionCode ?? ""} />
        </>
      );
    default:
      return null;
  }
}

function Box({ name, isOn, children }: { name: string; isOn: boolean; children: ReactNode }) {
  return (
    <label className="opt">
      <input type="checkbox" name={name} defaultChecked={isOn} />
      <span>{children}</span>
    </label>
  );
}

function Invitations({ study, recruitment, address }: Omit<WayProps, "wayIn">) {
  const { invitations, mayEdit, ways } = recruitment;
  const gap = findInvitationGap(ways);
  return (
    <div className="grid gap-4">
      <h3>Invitation codes</h3>
      {gap && <p className="max-w-[44rem]">{gap}</p>}
      {invitations.length === 0 && <p className="note">None yet.</p>}
      {invitations.length > 0 && (
        <Table label="Invitation codes" className="max-w-[44rem]">
          <thead>
            <tr>
              <th scope="col" className="start">
                Address with the code
              </th>
              <th scope="col">Let in</th>
              <th scope="col" className="start">
                Note
              </th>
              <th scope="col">
                <span className="sr-only">Take back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {invitations.map(({ code, used, most, note, expiresAt }) => (
              <tr key={code}>
                <th scope="row" className="mono">
                  {address}?code={code}
                </th>
                <td>
                  {used} of {most}
                </td>
                <td className="start">{note}</td>
                <td>
                  {expiresAt ? (
                    "taken back"
                  ) : mayEdit ? (
                    <ActionButton action={revokeAction} fields={{ study, code }} look="quiet">
                      Take back<span className="sr-only"> {code}</span>
                    </ActionButton>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {mayEdit && <InvitationForm study={study} />}
    </div>
  );
}

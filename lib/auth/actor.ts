/** Who asks. Every query and command takes one first and authorises inside. */
export type Actor = AccountActor | RaterActor | WorkerActor | OperatorActor;

/** A researcher, signed in. `role` is theirs in the installation; in a study they have another. */
export type AccountActor = { kind: "account"; accountId: string; role: "owner" | "editor" | "viewer" };

/** The holder of a rater's token for one study; the hash is what the database knows. */
export type RaterActor = { kind: "rater"; slug: string; tokenHash: Buffer };

export type WorkerActor = { kind: "worker" };

/** Whoever runs the command line on a machine of the installation. */
export type OperatorActor = { kind: "operator" };

export const OPERATOR: OperatorActor = { kind: "operator" };
export const WORKER: WorkerActor = { kind: "worker" };

import { useEffect, useReducer, useRef } from "react";
import { type Mode, newTalk, type Talk, toNext } from "@/components/demo/demo-machine";
import { readEvents } from "@/components/demo/read-events";
import type { BattleVote, Revealed, StartedConversation } from "@/lib/demo/schema";

const BROKE_OFF = "The connection broke. What had arrived is kept. Regenerate to ask again.";
const NO_SERVER = "The server does not answer. Check the connection, and try again.";

/** The server's own sentence. */
class Refusal extends Error {}

async function post(path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const reply = await fetch(`/api/demo/conversations${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  if (reply.ok) return reply;
  const { error } = await reply.json().catch(() => ({ error: null }));
  throw new Refusal(error?.message ?? NO_SERVER);
}

export type DemoDeeds = {
  /** @returns whether it was taken in; else the visitor has their text back. */
  send: (text: string) => Promise<boolean>;
  regenerate: () => Promise<boolean>;
  stop: () => void;
  clear: () => void;
  vote: (vote: BattleVote) => Promise<void>;
  choose: (mode: Mode) => void;
  chooseModel: (model: string) => void;
};

/** A conversation, and what can be done to it. */
export function useDemo(mode: Mode, model: string): { talk: Talk; deeds: DemoDeeds } {
  const [talk, dispatch] = useReducer(toNext, newTalk(mode, model));
  const stream = useRef<AbortController | null>(null);
  // whoever leaves the page lets the models go
  useEffect(() => () => stream.current?.abort(), []);

  const start = async (signal: AbortSignal): Promise<string> => {
    if (talk.conversationId) return talk.conversationId;
    const wish = talk.mode === "chat" ? { kind: "chat", model: talk.model } : { kind: "battle" };
    const { id }: StartedConversation = await (await post("", wish, signal)).json();
    signal.throwIfAborted();
    dispatch({ type: "started", id });
    return id;
  };

  const ask = async (path: string, body: unknown): Promise<boolean> => {
    const controller = new AbortController();
    stream.current = controller;
    const { signal } = controller;
    let isTaken = false;
    try {
      const id = await start(signal);
      const reply = await post(`/${id}/${path}`, body, signal);
      isTaken = true;
      if (!reply.body) throw new Error("no body");
      for await (const event of readEvents(reply.body)) {
        if (event.name === "text") dispatch({ type: "text", text: event.body });
        else if (event.name === "end") dispatch({ type: "ended", end: event.body });
        else dispatch({ type: "broke_off", message: event.body.message });
      }
      // of no effect where it has ended
      dispatch({ type: "broke_off", message: BROKE_OFF });
    } catch (error) {
      if (signal.aborted) return true;
      if (isTaken) dispatch({ type: "broke_off", message: BROKE_OFF });
      else dispatch({ type: "refused", message: error instanceof Refusal ? error.message : NO_SERVER });
    }
    return isTaken;
  };

  const deeds: DemoDeeds = {
    send: (text) => {
      dispatch({ type: "asked", text });
      return ask("messages", { text });
    },
    regenerate: () => {
      dispatch({ type: "asked_again" });
      return ask("regenerate", {});
    },
    stop: () => {
      stream.current?.abort();
      dispatch({ type: "stopped" });
    },
    clear: () => {
      stream.current?.abort();
      dispatch({ type: "cleared" });
    },
    vote: async (vote) => {
      dispatch({ type: "voting" });
      try {
        const revealed: Revealed = await (await post(`/${talk.conversationId}/vote`, vote)).json();
        dispatch({ type: "revealed", revealed });
      } catch (error) {
        dispatch({ type: "refused", message: error instanceof Refusal ? error.message : NO_SERVER });
      }
    },
    choose: (next) => dispatch({ type: "mode", mode: next }),
    chooseModel: (next) => dispatch({ type: "model", model: next }),
  };
  return { talk, deeds };
}

import type { Command } from "commander";
import { toCount, toNames } from "@/bin/eucalypt/parse-options";
import { OPERATOR } from "@/lib/auth/actor";
import { setDemo } from "@/lib/demo/commands/set-demo";
import { getDemoOverview } from "@/lib/demo/queries";

type Flags = { models?: string[]; messagesPerHour?: number };

/** `demo on|off|show`: whether visitors may talk to models, and to which. */
export function registerDemoCommands(program: Command): void {
  const demo = program.command("demo").description("what visitors may talk to, at /demo");
  demo
    .command("on")
    .description("let anyone talk to the models that are offered")
    .option("--models <names>", "those offered, by name, with commas between", toNames)
    .option("--messages-per-hour <count>", "of each visitor", toCount)
    .action(async (flags: Flags) => {
      await setDemo(OPERATOR, { isOn: true, ...flags });
      await printDemo();
    });
  demo
    .command("off")
    .description("let nobody talk to a model")
    .action(async () => {
      await setDemo(OPERATOR, { isOn: false });
      await printDemo();
    });
  demo
    .command("show")
    .description("whether it is on, for which models, and where the votes are")
    .option("--json", "for programs")
    .action(async ({ json }: { json?: boolean }) => {
      if (json) console.log(JSON.stringify(await getDemoOverview(OPERATOR), null, 2));
      else await printDemo();
    });
}

async function printDemo(): Promise<void> {
  const { isOn, models, messagesPerHour, isModerated, arenas } = await getDemoOverview(OPERATOR);
  const offered = models.filter(({ isOffered }) => isOffered).map(({ name }) => name);
  console.log(`The demo is ${isOn ? "on, at /demo" : "off"}.`);
  console.log(`Models offered: ${offered.join(", ") || "none"}`);
  console.log(`Messages an hour for each visitor: ${messagesPerHour}`);
  console.log(`Moderation: ${isModerated ? "on" : "off; set MODERATION_API_KEY for the web processes"}`);
  if (arenas.length > 0) console.log(`Votes on two models: ${arenas.join(", ")}`);
}

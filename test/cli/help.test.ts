import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { counterday } from "./counterday.js";

describe("counterday", () => {
  it("prints its version on stdout", async () => {
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await counterday(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("explains itself: commands, exit codes, examples", async () => {
    const { code, stdout, stderr } = await counterday(["--help"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    for (const word of [
      "run",
      "check",
      "list",
      "panel",
      "inspect",
      "simulate",
      "published",
      "Exit codes",
      "Examples",
      "$ counterday run",
    ])
      expect(stdout).toContain(word);
  });

  it.each(["run", "check", "list", "panel", "inspect", "simulate", "published"])(
    "explains %s with examples",
    async (command) => {
      const { code, stdout, stderr } = await counterday([command, "--help"]);
      expect(code).toBe(0);
      expect(stderr).toBe("");
      expect(stdout).toContain(`Usage: counterday ${command}`);
      expect(stdout).toContain(`$ counterday ${command}`);
    },
  );

  it("prints its help as a note and says bad input when called with nothing", async () => {
    const { code, stdout, stderr } = await counterday([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Usage: counterday");
  });
});

describe("words that are wrong", () => {
  const faults: readonly [string, readonly string[], string][] = [
    ["an unknown command", ["rum"], "Did you mean run?"],
    ["an unknown option", ["run", "x", "--achive", "a.zip"], "Did you mean --archive?"],
    ["a missing argument", ["run"], "missing required argument"],
    ["one argument too many", ["list", "extra"], "too many arguments"],
    ["no place to write", ["simulate"], "--out"],
    ["a number that is none", ["simulate", "--out", "x", "--users", "many"], "Expected a whole number"],
    ["a number with an exponent", ["run", "x", "--rows", "1e3"], "Expected a whole number"],
    ["too few users", ["simulate", "--out", "x", "--users", "1"], "from 2 to"],
    ["a negative seed", ["simulate", "--out", "x", "--seed", "-1"], "Expected a whole number"],
    ["no thread", ["run", "x", "--threads", "0"], "Expected a whole number"],
    ["a memory limit without unit", ["run", "x", "--memory", "2"], "512MB or 2GB"],
    ["an unknown matrix", ["run", "x", "--matrix", "tiny"], "small, big"],
    [
      "sizes of a simulation for a real archive",
      ["run", "x", "--archive", "a.zip", "--users", "9"],
      "--archive",
    ],
    ["two formats", ["list", "--json", "--format", "text"], "cannot be used with"],
  ];

  it.each(faults)("%s: exit 2, nothing on stdout", async (_, args, message) => {
    const { code, stdout, stderr } = await counterday(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});

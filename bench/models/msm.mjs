// The weighted fit of a marginal structural model (88,893 rows, 4 coefficients, errors clustered by 1,411 users), by turns
// with statsmodels' WLS and with plain JavaScript: node bench/models/msm.mjs [--rounds 5] [--repeats 15]. The same data and
// weights go to all; Python with numpy and statsmodels is taken from COUNTERDAY_PYTHON or PATH, and left out, saying so,
// where absent. One BLAS thread. CPU time is compared, after warm-up; the errors must agree to 1e-8.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { bundle, environment, median } from "./peers.mjs";

const { values: flags } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, repeats: { type: "string", default: "15" } },
});
const python = process.env.COUNTERDAY_PYTHON ?? "python3";
const scratch = mkdtempSync(join(tmpdir(), "counterday-msm-"));
try {
  const bundled = await bundle("msm", { "msm-task": "bench/models/msm-task.ts" });
  writeFileSync(join(scratch, "peer.py"), peer());
  const able = run(python, [
    "-c",
    "import numpy, statsmodels; print(numpy.__version__, statsmodels.__version__)",
  ]);
  if (able === undefined)
    console.log("left out: statsmodels (set COUNTERDAY_PYTHON to a Python with numpy and statsmodels)");
  else console.log(`Python peer: numpy and statsmodels ${able.trim()}, one thread`);
  const rounds = Array.from({ length: Number(flags.rounds) }, () => [
    ...lines(run(process.execPath, [join(bundled, "msm-task.js"), scratch, flags.repeats])),
    ...(able === undefined ? [] : lines(run(python, ["peer.py", flags.repeats]))),
  ]);
  console.log(
    "CPU ms, CPU over that of the first (median of the rounds' ratios), standard error of the treatment",
  );
  for (const { method } of rounds[0]) {
    const of = (name) => rounds.map((round) => round.find((row) => row.method === name));
    const own = of(method);
    const first = of(rounds[0][0].method);
    const ratio = median(own.map(({ cpu }, k) => cpu / first[k].cpu));
    const cpu = median(own.map((row) => row.cpu));
    const off = Math.abs(own[0].value / first[0].value - 1);
    console.log(
      `  ${method.padEnd(46)}${cpu.toFixed(2).padStart(9)}${ratio.toFixed(1).padStart(8)}   ${own[0].value}`,
    );
    if (!(off < 1e-8)) throw new Error(`${method}: the standard error differs by ${off} (relative)`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function run(command, options) {
  const done = spawnSync(command, options, { cwd: scratch, env: environment, encoding: "utf8" });
  return done.status === 0 ? done.stdout : undefined;
}

function lines(text) {
  if (text === undefined) throw new Error("a process of the bench failed");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

function peer() {
  return `import json, sys, time, numpy as np, statsmodels.api as sm
x1, x2, a, y, g, w = (np.fromfile(f"{n}.f64") for n in ("x1", "x2", "a", "y", "cluster", "weights"))
M = np.c_[np.ones(len(y)), a, x1, x2]; g = g.astype(int)
fit = lambda: sm.WLS(y, M, weights=w).fit(cov_type="cluster", cov_kwds={"groups": g, "use_correction": False}).bse[1]
for _ in range(5): se = fit()
cpu = []
for _ in range(int(sys.argv[1])):
    t = time.process_time(); se = fit(); cpu.append(1000 * (time.process_time() - t))
print(json.dumps({"method": "statsmodels WLS, cov_type cluster", "cpu": sorted(cpu)[len(cpu) // 2], "value": se}))
`;
}

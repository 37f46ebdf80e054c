/** Properties draw the same values in every run, so that a red run is about the change; FSMC_SEED=n draws others. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["FSMC_SEED"] ?? 20_261_120) });

import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  blackScholes,
  type OptionTerms,
  type OptionValue,
} from "../../../runtime/market/simulated/options/black-scholes.ts";
import { impliedVolatility } from "../../../runtime/market/simulated/options/implied-volatility.ts";
import {
  normalDensity,
  normalDistribution,
} from "../../../runtime/market/simulated/options/normal.ts";

const double = (min: number, max: number): fc.Arbitrary<number> =>
  fc.double({ min, max, noNaN: true });

const right = fc.constantFrom("call", "put");
const anyTerms: fc.Arbitrary<OptionTerms> = fc.record({
  right,
  price: double(1, 1_000),
  strike: double(1, 1_000),
  years: double(0.01, 3),
  volatility: double(0.05, 2),
  rate: double(-0.02, 0.1),
  dividendYield: double(0, 0.05),
});
/** Where volatility matters. */
const nearTerms = fc
  .tuple(anyTerms, double(0.8, 1.25))
  .map(([terms, ratio]) => ({ ...terms, strike: terms.price * ratio }));

describe("the normal distribution", () => {
  test("is the integral of its density", () => {
    const step = 1e-3;
    let sum = 0;
    let worst = 0;
    for (let count = -9_000; count < 9_000; count += 1) {
      const x = count * step;
      // Simpson's rule.
      const middle = 4 * normalDensity(x + step / 2);
      sum += ((normalDensity(x) + middle + normalDensity(x + step)) * step) / 6;
      const error = Math.abs(normalDistribution(x + step) - sum);
      worst = Math.max(worst, error);
    }
    expect(worst).toBeLessThan(1e-13);
  });

  test("is symmetric, rises, and keeps its precision far out", () => {
    fc.assert(
      fc.property(double(-40, 40), double(0, 3), (x, more) => {
        expect(normalDistribution(x) + normalDistribution(-x)).toBeCloseTo(1);
        expect(normalDistribution(x + more)).toBeGreaterThanOrEqual(
          normalDistribution(x),
        );
      }),
    );
    // Abramowitz and Stegun, table 26.2: Q(10) = 7.61985e-24.
    expect(normalDistribution(-10) / 7.619_85e-24).toBeCloseTo(1, 5);
  });
});

describe("Black–Scholes", () => {
  test("prices Hull's example", () => {
    // Options, Futures, and Other Derivatives, 8th edition, example 14.6.
    const terms = {
      price: 42,
      strike: 40,
      years: 0.5,
      volatility: 0.2,
      rate: 0.1,
    };
    const call = blackScholes({ ...terms, right: "call" });
    const put = blackScholes({ ...terms, right: "put" });
    expect(call.value).toBeCloseTo(4.76, 2);
    expect(put.value).toBeCloseTo(0.81, 2);
  });

  test("keeps put and call at parity", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const call = blackScholes({ ...terms, right: "call" });
        const put = blackScholes({ ...terms, right: "put" });
        const { price, strike, years, rate = 0, dividendYield = 0 } = terms;
        const forward =
          price * Math.exp(-dividendYield * years) -
          strike * Math.exp(-rate * years);
        expect(call.value - put.value).toBeCloseTo(forward, 8);
        expect(call.gamma).toBeCloseTo(put.gamma, 10);
        expect(call.vega).toBeCloseTo(put.vega, 10);
      }),
    );
  });

  test("is worth more with volatility, calls less and puts more with a higher strike, never more than what they can bring", () => {
    fc.assert(
      fc.property(anyTerms, double(1, 50), double(0, 1), (terms, up, more) => {
        const { value } = blackScholes(terms);
        const { volatility, strike, price } = terms;
        const wilder = blackScholes({
          ...terms,
          volatility: volatility + more,
        });
        const higher = blackScholes({ ...terms, strike: strike + up });
        const sign = terms.right === "call" ? -1 : 1;
        const little = 1e-9 * (price + strike);
        expect(wilder.value).toBeGreaterThanOrEqual(value - little);
        expect(sign * (higher.value - value)).toBeGreaterThanOrEqual(-little);
        const { rate = 0, years } = terms;
        const most =
          terms.right === "call" ? price : strike * Math.exp(-rate * years);
        expect(value).toBeLessThanOrEqual(most + little);
      }),
    );
  });

  test("has greeks that are its derivatives", () => {
    const shifts = [
      ["delta", "price", 1],
      ["vega", "volatility", 0.01],
      ["rho", "rate", 0.01],
      ["theta", "years", -1 / 365],
    ] as const satisfies readonly (readonly [
      keyof OptionValue,
      keyof OptionTerms,
      number,
    ])[];
    fc.assert(
      fc.property(nearTerms, (terms) => {
        const greeks = blackScholes(terms);
        for (const [greek, variable, unit] of shifts) {
          const at = terms[variable] ?? 0;
          const step = 1e-4 * Math.max(Math.abs(at), 0.01);
          const up = blackScholes({ ...terms, [variable]: at + step });
          const down = blackScholes({ ...terms, [variable]: at - step });
          const slope = ((up.value - down.value) / (2 * step)) * unit;
          const scale = 1e-4 * (Math.abs(slope) + terms.price * 0.01);
          expect(Math.abs(greeks[greek] - slope)).toBeLessThan(scale);
          if (greek !== "delta") continue;
          const curve = (up.delta - down.delta) / (2 * step);
          expect(Math.abs(greeks.gamma - curve)).toBeLessThan(
            1e-3 * greeks.gamma + 1e-9,
          );
        }
      }),
    );
  });

  test("is what exercise brings at expiry", () => {
    fc.assert(
      fc.property(anyTerms, (terms) => {
        const { value, gamma, vega } = blackScholes({ ...terms, years: 0 });
        const sign = terms.right === "call" ? 1 : -1;
        expect(value).toBe(Math.max(0, sign * (terms.price - terms.strike)));
        expect([gamma, vega]).toEqual([0, 0]);
      }),
    );
  });

  test.each([
    { price: 0 },
    { strike: -1 },
    { years: -0.1 },
    { volatility: NaN },
    { rate: Infinity },
  ])("refuses %j", (wrong) => {
    const terms = { right: "call", price: 1, strike: 1, years: 1 } as const;
    expect(() => blackScholes({ ...terms, volatility: 1, ...wrong })).toThrow(
      RangeError,
    );
  });
});

describe("implied volatility", () => {
  test("is found again from the value", () => {
    fc.assert(
      fc.property(nearTerms, (terms) => {
        const { value, vega } = blackScholes(terms);
        // Where a cent of value says nothing about volatility, nor can it.
        fc.pre(vega > 1e-4 * terms.price);
        const found = impliedVolatility(terms, value);
        expect(found).not.toBeNull();
        expect(found).toBeCloseTo(terms.volatility, 7);
      }),
      { numRuns: 300 },
    );
  });

  test("is null where no volatility gives the value", () => {
    const terms = { right: "call", price: 100, strike: 80, years: 1 } as const;
    expect(impliedVolatility(terms, 19)).toBeNull();
    expect(impliedVolatility(terms, 101)).toBeNull();
    expect(impliedVolatility(terms, NaN)).toBeNull();
  });
});

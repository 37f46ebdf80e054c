/**
 * The part of SARIF 2.1.0's schema that a log of `fsmc` may use, written by hand after the standard
 * (docs.oasis-open.org/sarif/sarif/v2.1.0): narrower than the published one in that nothing else is allowed.
 */
const line = { type: "integer", minimum: 1 } as const;

const closed = (
  properties: Readonly<Record<string, unknown>>,
  required: readonly string[],
) => ({ type: "object", properties, required, additionalProperties: false });

const list = (items: unknown, minItems = 0) => ({
  type: "array",
  items,
  minItems,
});

const message = closed({ text: { type: "string", minLength: 1 } }, ["text"]);

const multiformat = closed(
  { text: { type: "string" }, markdown: { type: "string" } },
  ["text"],
);

const artifactLocation = closed(
  {
    uri: { type: "string", format: "uri-reference" },
    uriBaseId: { type: "string" },
  },
  ["uri"],
);

const region = closed(
  { startLine: line, startColumn: line, endLine: line, endColumn: line },
  ["startLine", "startColumn", "endLine", "endColumn"],
);

const location = closed(
  {
    id: { type: "integer", minimum: -1 },
    physicalLocation: closed({ artifactLocation, region }, [
      "artifactLocation",
    ]),
    logicalLocations: list(
      closed(
        { fullyQualifiedName: { type: "string" }, kind: { type: "string" } },
        ["fullyQualifiedName"],
      ),
    ),
    message,
  },
  [],
);

const level = { enum: ["none", "note", "warning", "error"] };

const rule = closed(
  {
    id: { type: "string" },
    name: { type: "string" },
    shortDescription: multiformat,
    fullDescription: multiformat,
    help: multiformat,
    defaultConfiguration: closed({ level }, ["level"]),
  },
  ["id", "help"],
);

const fix = closed(
  {
    description: message,
    artifactChanges: list(
      closed(
        {
          artifactLocation,
          replacements: list(
            closed(
              {
                deletedRegion: region,
                insertedContent: closed({ text: { type: "string" } }, ["text"]),
              },
              ["deletedRegion"],
            ),
            1,
          ),
        },
        ["artifactLocation", "replacements"],
      ),
      1,
    ),
  },
  ["artifactChanges"],
);

const flow = closed(
  {
    threadFlows: list(
      closed({ locations: list(closed({ location }, []), 1) }, ["locations"]),
      1,
    ),
  },
  ["threadFlows"],
);

const result = closed(
  {
    ruleId: { type: "string" },
    ruleIndex: { type: "integer", minimum: 0 },
    level,
    message,
    locations: list(location, 1),
    relatedLocations: list(location),
    codeFlows: list(flow),
    fixes: list(fix),
  },
  ["ruleId", "message", "locations"],
);

const run = closed(
  {
    tool: closed(
      {
        driver: closed(
          {
            name: { type: "string" },
            semanticVersion: { type: "string" },
            rules: list(rule),
          },
          ["name"],
        ),
      },
      ["driver"],
    ),
    columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
    artifacts: list(closed({ location: artifactLocation }, ["location"])),
    invocations: list(
      closed(
        {
          executionSuccessful: { type: "boolean" },
          toolExecutionNotifications: list(
            closed({ level, message }, ["message"]),
          ),
        },
        ["executionSuccessful"],
      ),
    ),
    results: list(result),
  },
  ["tool", "results"],
);

export const SARIF_SUBSET = closed(
  {
    $schema: { type: "string" },
    version: { const: "2.1.0" },
    runs: list(run, 1),
  },
  ["version", "runs"],
);

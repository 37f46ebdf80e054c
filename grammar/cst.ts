// Generated from parser.ts by `npm run generate`; do not edit.
// Every child may be missing: in a text with mistakes a node holds what was understood of it.
import type { CstNode, IToken } from "chevrotain";

export interface ExpressionCstNode extends CstNode {
  name: "expression";
  children: ExpressionCstChildren;
}

export type ExpressionCstChildren = {
  operand?: OperandCstNode[];
  BinaryOperator?: IToken[];
  Question?: IToken[];
  then?: ExpressionCstNode[];
  Colon?: IToken[];
  otherwise?: ExpressionCstNode[];
};

export interface OperandCstNode extends CstNode {
  name: "operand";
  children: OperandCstChildren;
}

export type OperandCstChildren = {
  PrefixOperator?: IToken[];
  NumberLiteral?: IToken[];
  StringLiteral?: IToken[];
  True?: IToken[];
  False?: IToken[];
  Null?: IToken[];
  inState?: InStateCstNode[];
  FieldName?: IToken[];
  arguments?: ArgumentsCstNode[];
  parenthesized?: ParenthesizedCstNode[];
  recordLiteral?: RecordLiteralCstNode[];
  listLiteral?: ListLiteralCstNode[];
  postfix?: PostfixCstNode[];
};

export interface PostfixCstNode extends CstNode {
  name: "postfix";
  children: PostfixCstChildren;
}

export type PostfixCstChildren = {
  Dot?: IToken[];
  QuestionDot?: IToken[];
  FieldName?: IToken[];
  LeftBracket?: IToken[];
  expression?: ExpressionCstNode[];
  RightBracket?: IToken[];
};

export interface InStateCstNode extends CstNode {
  name: "inState";
  children: InStateCstChildren;
}

export type InStateCstChildren = {
  In?: IToken[];
  LeftParenthesis?: IToken[];
  statePath?: StatePathCstNode[];
  RightParenthesis?: IToken[];
};

export interface ParenthesizedCstNode extends CstNode {
  name: "parenthesized";
  children: ParenthesizedCstChildren;
}

export type ParenthesizedCstChildren = {
  LeftParenthesis?: IToken[];
  expression?: ExpressionCstNode[];
  RightParenthesis?: IToken[];
};

export interface RecordLiteralCstNode extends CstNode {
  name: "recordLiteral";
  children: RecordLiteralCstChildren;
}

export type RecordLiteralCstChildren = {
  LeftBrace?: IToken[];
  recordField?: RecordFieldCstNode[];
  Comma?: IToken[];
  RightBrace?: IToken[];
};

export interface RecordFieldCstNode extends CstNode {
  name: "recordField";
  children: RecordFieldCstChildren;
}

export type RecordFieldCstChildren = {
  FieldName?: IToken[];
  Colon?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface ListLiteralCstNode extends CstNode {
  name: "listLiteral";
  children: ListLiteralCstChildren;
}

export type ListLiteralCstChildren = {
  LeftBracket?: IToken[];
  expression?: ExpressionCstNode[];
  Comma?: IToken[];
  RightBracket?: IToken[];
};

export interface ArgumentsCstNode extends CstNode {
  name: "arguments";
  children: ArgumentsCstChildren;
}

export type ArgumentsCstChildren = {
  LeftParenthesis?: IToken[];
  expression?: ExpressionCstNode[];
  Comma?: IToken[];
  RightParenthesis?: IToken[];
};

export interface TypeNodeCstNode extends CstNode {
  name: "typeNode";
  children: TypeNodeCstChildren;
}

export type TypeNodeCstChildren = {
  Name?: IToken[];
  typeSuffix?: TypeSuffixCstNode[];
};

export interface TypeSuffixCstNode extends CstNode {
  name: "typeSuffix";
  children: TypeSuffixCstChildren;
}

export type TypeSuffixCstChildren = {
  Question?: IToken[];
  LeftBracket?: IToken[];
  RightBracket?: IToken[];
};

export interface StatePathCstNode extends CstNode {
  name: "statePath";
  children: StatePathCstChildren;
}

export type StatePathCstChildren = {
  Name?: IToken[];
  Dot?: IToken[];
  FieldName?: IToken[];
};

export interface TailCstNode extends CstNode {
  name: "tail";
  children: TailCstChildren;
}

export type TailCstChildren = {
  choice?: ChoiceCstNode[];
  branch?: BranchCstNode[];
};

export interface ChoiceCstNode extends CstNode {
  name: "choice";
  children: ChoiceCstChildren;
}

export type ChoiceCstChildren = {
  LeftBrace?: IToken[];
  choiceBranch?: ChoiceBranchCstNode[];
  RightBrace?: IToken[];
};

export interface ChoiceBranchCstNode extends CstNode {
  name: "choiceBranch";
  children: ChoiceBranchCstChildren;
}

export type ChoiceBranchCstChildren = {
  When?: IToken[];
  expression?: ExpressionCstNode[];
  Else?: IToken[];
  effects?: EffectsCstNode[];
  end?: EndCstNode[];
};

export interface BranchCstNode extends CstNode {
  name: "branch";
  children: BranchCstChildren;
}

export type BranchCstChildren = {
  When?: IToken[];
  expression?: ExpressionCstNode[];
  effects?: EffectsCstNode[];
  end?: EndCstNode[];
};

export interface EndCstNode extends CstNode {
  name: "end";
  children: EndCstChildren;
}

export type EndCstChildren = {
  Arrow?: IToken[];
  destination?: DestinationCstNode[];
  Stay?: IToken[];
};

export interface DestinationCstNode extends CstNode {
  name: "destination";
  children: DestinationCstChildren;
}

export type DestinationCstChildren = {
  targets?: TargetsCstNode[];
  Reenter?: IToken[];
};

export interface TargetsCstNode extends CstNode {
  name: "targets";
  children: TargetsCstChildren;
}

export type TargetsCstChildren = {
  target?: TargetCstNode[];
  Comma?: IToken[];
};

export interface TargetCstNode extends CstNode {
  name: "target";
  children: TargetCstChildren;
}

export type TargetCstChildren = {
  Deep?: IToken[];
  History?: IToken[];
  statePath?: StatePathCstNode[];
};

export interface EffectsCstNode extends CstNode {
  name: "effects";
  children: EffectsCstChildren;
}

export type EffectsCstChildren = {
  effect?: EffectCstNode[];
};

export interface EffectCstNode extends CstNode {
  name: "effect";
  children: EffectCstChildren;
}

export type EffectCstChildren = {
  setEffect?: SetEffectCstNode[];
  doEffect?: DoEffectCstNode[];
  raiseEffect?: RaiseEffectCstNode[];
  cancelEffect?: CancelEffectCstNode[];
  emitEffect?: EmitEffectCstNode[];
  flatEffect?: FlatEffectCstNode[];
};

export interface SetEffectCstNode extends CstNode {
  name: "setEffect";
  children: SetEffectCstChildren;
}

export type SetEffectCstChildren = {
  Set?: IToken[];
  assignment?: AssignmentCstNode[];
  Comma?: IToken[];
};

export interface AssignmentCstNode extends CstNode {
  name: "assignment";
  children: AssignmentCstChildren;
}

export type AssignmentCstChildren = {
  FieldName?: IToken[];
  Becomes?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface DoEffectCstNode extends CstNode {
  name: "doEffect";
  children: DoEffectCstChildren;
}

export type DoEffectCstChildren = {
  Do?: IToken[];
  names?: NamesCstNode[];
};

export interface RaiseEffectCstNode extends CstNode {
  name: "raiseEffect";
  children: RaiseEffectCstChildren;
}

export type RaiseEffectCstChildren = {
  Raise?: IToken[];
  raised?: RaisedCstNode[];
};

export interface RaisedCstNode extends CstNode {
  name: "raised";
  children: RaisedCstChildren;
}

export type RaisedCstChildren = {
  call?: CallCstNode[];
  Delay?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface CancelEffectCstNode extends CstNode {
  name: "cancelEffect";
  children: CancelEffectCstChildren;
}

export type CancelEffectCstChildren = {
  Cancel?: IToken[];
  Name?: IToken[];
};

export interface EmitEffectCstNode extends CstNode {
  name: "emitEffect";
  children: EmitEffectCstChildren;
}

export type EmitEffectCstChildren = {
  Emit?: IToken[];
  call?: CallCstNode[];
};

export interface FlatEffectCstNode extends CstNode {
  name: "flatEffect";
  children: FlatEffectCstChildren;
}

export type FlatEffectCstChildren = {
  Flat?: IToken[];
  names?: NamesCstNode[];
};

export interface CallCstNode extends CstNode {
  name: "call";
  children: CallCstChildren;
}

export type CallCstChildren = {
  Name?: IToken[];
  arguments?: ArgumentsCstNode[];
};

export interface NamesCstNode extends CstNode {
  name: "names";
  children: NamesCstChildren;
}

export type NamesCstChildren = {
  Name?: IToken[];
  Comma?: IToken[];
};

export interface FieldNamesCstNode extends CstNode {
  name: "fieldNames";
  children: FieldNamesCstChildren;
}

export type FieldNamesCstChildren = {
  FieldName?: IToken[];
  Comma?: IToken[];
};

export interface StateCstNode extends CstNode {
  name: "state";
  children: StateCstChildren;
}

export type StateCstChildren = {
  StateModifier?: IToken[];
  Identifier?: IToken[];
  State?: IToken[];
  Name?: IToken[];
  stateBody?: StateBodyCstNode[];
};

export interface StateBodyCstNode extends CstNode {
  name: "stateBody";
  children: StateBodyCstChildren;
}

export type StateBodyCstChildren = {
  LeftBrace?: IToken[];
  stateItem?: StateItemCstNode[];
  RightBrace?: IToken[];
};

export interface StateItemCstNode extends CstNode {
  name: "stateItem";
  children: StateItemCstChildren;
}

export type StateItemCstChildren = {
  allow?: AllowCstNode[];
  callbacks?: CallbacksCstNode[];
  on?: OnCstNode[];
  always?: AlwaysCstNode[];
  timer?: TimerCstNode[];
  run?: RunCstNode[];
  deferral?: DeferralCstNode[];
  state?: StateCstNode[];
  initialTail?: InitialTailCstNode[];
};

export interface CallbacksCstNode extends CstNode {
  name: "callbacks";
  children: CallbacksCstChildren;
}

export type CallbacksCstChildren = {
  Enter?: IToken[];
  Exit?: IToken[];
  reaction?: ReactionCstNode[];
};

export interface ReactionCstNode extends CstNode {
  name: "reaction";
  children: ReactionCstChildren;
}

export type ReactionCstChildren = {
  names?: NamesCstNode[];
  effects?: EffectsCstNode[];
};

export interface OnCstNode extends CstNode {
  name: "on";
  children: OnCstChildren;
}

export type OnCstChildren = {
  On?: IToken[];
  events?: EventsCstNode[];
  tail?: TailCstNode[];
};

export interface EventsCstNode extends CstNode {
  name: "events";
  children: EventsCstChildren;
}

export type EventsCstChildren = {
  event?: EventCstNode[];
  Comma?: IToken[];
};

export interface EventCstNode extends CstNode {
  name: "event";
  children: EventCstChildren;
}

export type EventCstChildren = {
  Name?: IToken[];
  Error?: IToken[];
  Done?: IToken[];
  Recover?: IToken[];
};

export interface AlwaysCstNode extends CstNode {
  name: "always";
  children: AlwaysCstChildren;
}

export type AlwaysCstChildren = {
  Always?: IToken[];
  tail?: TailCstNode[];
};

export interface TimerCstNode extends CstNode {
  name: "timer";
  children: TimerCstChildren;
}

export type TimerCstChildren = {
  After?: IToken[];
  At?: IToken[];
  Every?: IToken[];
  expression?: ExpressionCstNode[];
  tail?: TailCstNode[];
};

export interface RunCstNode extends CstNode {
  name: "run";
  children: RunCstChildren;
}

export type RunCstChildren = {
  Run?: IToken[];
  Name?: IToken[];
  arguments?: ArgumentsCstNode[];
  retry?: RetryCstNode[];
  Timeout?: IToken[];
  expression?: ExpressionCstNode[];
  arms?: ArmsCstNode[];
};

export interface RetryCstNode extends CstNode {
  name: "retry";
  children: RetryCstChildren;
}

export type RetryCstChildren = {
  Retry?: IToken[];
  attempts?: ExpressionCstNode[];
  Backoff?: IToken[];
  first?: ExpressionCstNode[];
  To?: IToken[];
  longest?: ExpressionCstNode[];
};

export interface ArmsCstNode extends CstNode {
  name: "arms";
  children: ArmsCstChildren;
}

export type ArmsCstChildren = {
  LeftBrace?: IToken[];
  arm?: ArmCstNode[];
  RightBrace?: IToken[];
};

export interface ArmCstNode extends CstNode {
  name: "arm";
  children: ArmCstChildren;
}

export type ArmCstChildren = {
  allow?: AllowCstNode[];
  outcomes?: OutcomesCstNode[];
  tail?: TailCstNode[];
};

export interface OutcomesCstNode extends CstNode {
  name: "outcomes";
  children: OutcomesCstChildren;
}

export type OutcomesCstChildren = {
  Outcome?: IToken[];
  Comma?: IToken[];
};

export interface DeferralCstNode extends CstNode {
  name: "deferral";
  children: DeferralCstChildren;
}

export type DeferralCstChildren = {
  Defer?: IToken[];
  Ignore?: IToken[];
  names?: NamesCstNode[];
};

export interface InitialTailCstNode extends CstNode {
  name: "initialTail";
  children: InitialTailCstChildren;
}

export type InitialTailCstChildren = {
  Initial?: IToken[];
  initialWay?: InitialWayCstNode[];
};

export interface InitialWayCstNode extends CstNode {
  name: "initialWay";
  children: InitialWayCstChildren;
}

export type InitialWayCstChildren = {
  effects?: EffectsCstNode[];
  Arrow?: IToken[];
  targets?: TargetsCstNode[];
};

export interface FromCstNode extends CstNode {
  name: "from";
  children: FromCstChildren;
}

export type FromCstChildren = {
  From?: IToken[];
  fromStates?: FromStatesCstNode[];
  Except?: IToken[];
  statePaths?: StatePathsCstNode[];
  on?: OnCstNode[];
  deferral?: DeferralCstNode[];
};

export interface FromStatesCstNode extends CstNode {
  name: "fromStates";
  children: FromStatesCstChildren;
}

export type FromStatesCstChildren = {
  Star?: IToken[];
  StateModifier?: IToken[];
  statePaths?: StatePathsCstNode[];
};

export interface StatePathsCstNode extends CstNode {
  name: "statePaths";
  children: StatePathsCstChildren;
}

export type StatePathsCstChildren = {
  statePath?: StatePathCstNode[];
  Comma?: IToken[];
};

export interface AllowCstNode extends CstNode {
  name: "allow";
  children: AllowCstChildren;
}

export type AllowCstChildren = {
  AllowMark?: IToken[];
  LeftParenthesis?: IToken[];
  RuleName?: IToken[];
  Comma?: IToken[];
  StringLiteral?: IToken[];
  RightParenthesis?: IToken[];
};

export interface MemberCstNode extends CstNode {
  name: "member";
  children: MemberCstChildren;
}

export type MemberCstChildren = {
  allow?: AllowCstNode[];
  version?: VersionCstNode[];
  legs?: LegsCstNode[];
  enumeration?: EnumerationCstNode[];
  recordType?: RecordTypeCstNode[];
  param?: ParamCstNode[];
  context?: ContextCstNode[];
  trigger?: TriggerCstNode[];
  output?: OutputCstNode[];
  guard?: GuardCstNode[];
  action?: ActionCstNode[];
  activity?: ActivityCstNode[];
  errorPolicy?: ErrorPolicyCstNode[];
  timeout?: TimeoutCstNode[];
  state?: StateCstNode[];
  initialTail?: InitialTailCstNode[];
  from?: FromCstNode[];
};

export interface VersionCstNode extends CstNode {
  name: "version";
  children: VersionCstChildren;
}

export type VersionCstChildren = {
  Version?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface LegsCstNode extends CstNode {
  name: "legs";
  children: LegsCstChildren;
}

export type LegsCstChildren = {
  Leg?: IToken[];
  names?: NamesCstNode[];
};

export interface EnumerationCstNode extends CstNode {
  name: "enumeration";
  children: EnumerationCstChildren;
}

export type EnumerationCstChildren = {
  Enum?: IToken[];
  Name?: IToken[];
  LeftBrace?: IToken[];
  member?: IToken[];
  Comma?: IToken[];
  RightBrace?: IToken[];
};

export interface RecordTypeCstNode extends CstNode {
  name: "recordType";
  children: RecordTypeCstChildren;
}

export type RecordTypeCstChildren = {
  Type?: IToken[];
  Name?: IToken[];
  Assign?: IToken[];
  LeftBrace?: IToken[];
  field?: FieldCstNode[];
  RightBrace?: IToken[];
};

export interface ParametersCstNode extends CstNode {
  name: "parameters";
  children: ParametersCstChildren;
}

export type ParametersCstChildren = {
  LeftParenthesis?: IToken[];
  field?: FieldCstNode[];
  RightParenthesis?: IToken[];
};

export interface FieldCstNode extends CstNode {
  name: "field";
  children: FieldCstChildren;
}

export type FieldCstChildren = {
  FieldName?: IToken[];
  Colon?: IToken[];
  typeNode?: TypeNodeCstNode[];
  Comma?: IToken[];
};

export interface ParamCstNode extends CstNode {
  name: "param";
  children: ParamCstChildren;
}

export type ParamCstChildren = {
  Param?: IToken[];
  FieldName?: IToken[];
  Colon?: IToken[];
  typeNode?: TypeNodeCstNode[];
  initializer?: InitializerCstNode[];
};

export interface InitializerCstNode extends CstNode {
  name: "initializer";
  children: InitializerCstChildren;
}

export type InitializerCstChildren = {
  Assign?: IToken[];
  expression?: ExpressionCstNode[];
};

export interface ContextCstNode extends CstNode {
  name: "context";
  children: ContextCstChildren;
}

export type ContextCstChildren = {
  Context?: IToken[];
  LeftBrace?: IToken[];
  contextField?: ContextFieldCstNode[];
  RightBrace?: IToken[];
};

export interface ContextFieldCstNode extends CstNode {
  name: "contextField";
  children: ContextFieldCstChildren;
}

export type ContextFieldCstChildren = {
  allow?: AllowCstNode[];
  FieldName?: IToken[];
  Colon?: IToken[];
  typeNode?: TypeNodeCstNode[];
  initializer?: InitializerCstNode[];
  Comma?: IToken[];
};

export interface TriggerCstNode extends CstNode {
  name: "trigger";
  children: TriggerCstChildren;
}

export type TriggerCstChildren = {
  TriggerModifier?: IToken[];
  Identifier?: IToken[];
  Trigger?: IToken[];
  Name?: IToken[];
  parameters?: ParametersCstNode[];
};

export interface OutputCstNode extends CstNode {
  name: "output";
  children: OutputCstChildren;
}

export type OutputCstChildren = {
  Output?: IToken[];
  Name?: IToken[];
  parameters?: ParametersCstNode[];
};

export interface GuardCstNode extends CstNode {
  name: "guard";
  children: GuardCstChildren;
}

export type GuardCstChildren = {
  Guard?: IToken[];
  Name?: IToken[];
  parameters?: ParametersCstNode[];
  initializer?: InitializerCstNode[];
};

export interface ActionCstNode extends CstNode {
  name: "action";
  children: ActionCstChildren;
}

export type ActionCstChildren = {
  Action?: IToken[];
  Name?: IToken[];
  Writes?: IToken[];
  fieldNames?: FieldNamesCstNode[];
};

export interface ActivityCstNode extends CstNode {
  name: "activity";
  children: ActivityCstChildren;
}

export type ActivityCstChildren = {
  Activity?: IToken[];
  Name?: IToken[];
  parameters?: ParametersCstNode[];
  Colon?: IToken[];
  result?: TypeNodeCstNode[];
  Partial?: IToken[];
  reported?: TypeNodeCstNode[];
  effectWords?: EffectWordsCstNode[];
};

export interface EffectWordsCstNode extends CstNode {
  name: "effectWords";
  children: EffectWordsCstChildren;
}

export type EffectWordsCstChildren = {
  EffectWord?: IToken[];
  names?: NamesCstNode[];
};

export interface ErrorPolicyCstNode extends CstNode {
  name: "errorPolicy";
  children: ErrorPolicyCstChildren;
}

export type ErrorPolicyCstChildren = {
  Errors?: IToken[];
  Limit?: IToken[];
  limit?: ExpressionCstNode[];
  Within?: IToken[];
  within?: ExpressionCstNode[];
  Arrow?: IToken[];
  statePath?: StatePathCstNode[];
};

export interface TimeoutCstNode extends CstNode {
  name: "timeout";
  children: TimeoutCstChildren;
}

export type TimeoutCstChildren = {
  Timeout?: IToken[];
  expression?: ExpressionCstNode[];
  Arrow?: IToken[];
  statePath?: StatePathCstNode[];
};

export interface FileCstNode extends CstNode {
  name: "file";
  children: FileCstChildren;
}

export type FileCstChildren = {
  fileItem?: FileItemCstNode[];
};

export interface FileItemCstNode extends CstNode {
  name: "fileItem";
  children: FileItemCstChildren;
}

export type FileItemCstChildren = {
  allow?: AllowCstNode[];
  import?: ImportCstNode[];
  enumeration?: EnumerationCstNode[];
  recordType?: RecordTypeCstNode[];
  strategy?: StrategyCstNode[];
};

export interface ImportCstNode extends CstNode {
  name: "import";
  children: ImportCstChildren;
}

export type ImportCstChildren = {
  Import?: IToken[];
  Type?: IToken[];
  LeftBrace?: IToken[];
  importedName?: ImportedNameCstNode[];
  Comma?: IToken[];
  RightBrace?: IToken[];
  From?: IToken[];
  StringLiteral?: IToken[];
};

export interface ImportedNameCstNode extends CstNode {
  name: "importedName";
  children: ImportedNameCstChildren;
}

export type ImportedNameCstChildren = {
  Name?: IToken[];
  As?: IToken[];
  as?: IToken[];
};

export interface StrategyCstNode extends CstNode {
  name: "strategy";
  children: StrategyCstChildren;
}

export type StrategyCstChildren = {
  Abstract?: IToken[];
  Strategy?: IToken[];
  Name?: IToken[];
  Extends?: IToken[];
  parent?: IToken[];
  strategyBody?: StrategyBodyCstNode[];
};

export interface StrategyBodyCstNode extends CstNode {
  name: "strategyBody";
  children: StrategyBodyCstChildren;
}

export type StrategyBodyCstChildren = {
  LeftBrace?: IToken[];
  member?: MemberCstNode[];
  RightBrace?: IToken[];
};

/** By the name of the rule. */
export interface CstNodes {
  expression: ExpressionCstNode;
  operand: OperandCstNode;
  postfix: PostfixCstNode;
  inState: InStateCstNode;
  parenthesized: ParenthesizedCstNode;
  recordLiteral: RecordLiteralCstNode;
  recordField: RecordFieldCstNode;
  listLiteral: ListLiteralCstNode;
  arguments: ArgumentsCstNode;
  typeNode: TypeNodeCstNode;
  typeSuffix: TypeSuffixCstNode;
  statePath: StatePathCstNode;
  tail: TailCstNode;
  choice: ChoiceCstNode;
  choiceBranch: ChoiceBranchCstNode;
  branch: BranchCstNode;
  end: EndCstNode;
  destination: DestinationCstNode;
  targets: TargetsCstNode;
  target: TargetCstNode;
  effects: EffectsCstNode;
  effect: EffectCstNode;
  setEffect: SetEffectCstNode;
  assignment: AssignmentCstNode;
  doEffect: DoEffectCstNode;
  raiseEffect: RaiseEffectCstNode;
  raised: RaisedCstNode;
  cancelEffect: CancelEffectCstNode;
  emitEffect: EmitEffectCstNode;
  flatEffect: FlatEffectCstNode;
  call: CallCstNode;
  names: NamesCstNode;
  fieldNames: FieldNamesCstNode;
  state: StateCstNode;
  stateBody: StateBodyCstNode;
  stateItem: StateItemCstNode;
  callbacks: CallbacksCstNode;
  reaction: ReactionCstNode;
  on: OnCstNode;
  events: EventsCstNode;
  event: EventCstNode;
  always: AlwaysCstNode;
  timer: TimerCstNode;
  run: RunCstNode;
  retry: RetryCstNode;
  arms: ArmsCstNode;
  arm: ArmCstNode;
  outcomes: OutcomesCstNode;
  deferral: DeferralCstNode;
  initialTail: InitialTailCstNode;
  initialWay: InitialWayCstNode;
  from: FromCstNode;
  fromStates: FromStatesCstNode;
  statePaths: StatePathsCstNode;
  allow: AllowCstNode;
  member: MemberCstNode;
  version: VersionCstNode;
  legs: LegsCstNode;
  enumeration: EnumerationCstNode;
  recordType: RecordTypeCstNode;
  parameters: ParametersCstNode;
  field: FieldCstNode;
  param: ParamCstNode;
  initializer: InitializerCstNode;
  context: ContextCstNode;
  contextField: ContextFieldCstNode;
  trigger: TriggerCstNode;
  output: OutputCstNode;
  guard: GuardCstNode;
  action: ActionCstNode;
  activity: ActivityCstNode;
  effectWords: EffectWordsCstNode;
  errorPolicy: ErrorPolicyCstNode;
  timeout: TimeoutCstNode;
  file: FileCstNode;
  fileItem: FileItemCstNode;
  import: ImportCstNode;
  importedName: ImportedNameCstNode;
  strategy: StrategyCstNode;
  strategyBody: StrategyBodyCstNode;
}

export function isCst<Rule extends keyof CstNodes>(
  node: CstNode,
  rule: Rule,
): node is CstNodes[Rule] {
  return node.name === rule;
}

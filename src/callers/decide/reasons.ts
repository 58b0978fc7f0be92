/**
 * Why a consumer is where it is, where no row of its service says so. For people, in the plan and in lint: the macro shows none
 * of it, so its bundle goes without (scripts/bundle/asData.mjs).
 */
export const REASONS = {
  output: 'other stacks and people use the output',
  inKeep: 'listed in Keep',
  inMove: 'listed in Move',
  callersStay: 'Callers is Stay',
  urlOnLatest: 'FunctionUrl is Latest',
  noInvokeStatement: 'it does not allow invoking the function, or it already covers the alias',
  widenedStatement: 'permission to invoke the function includes the alias',
  widenedDurable: 'an execution started through the alias belongs to a version',
  widenedPattern: 'events of calls through the alias contain the alias',
  inLoop: 'SafeDeploy sees the loop, not its result',
  aliasHasOne: 'the alias has one of its own, and Lambda accepts one for each qualifier',
  unknown: 'it is not known whether this property accepts an alias',
  replaces: 'moving it would replace the resource',
  foreignRole: 'its role is not in the template and may not be allowed to call the alias',
  foreignPolicy: 'its role gets its permissions from a policy outside the template, which may not allow the alias',
  namesAlias: 'it names the alias',
  namesAnother: 'it names another alias, which SafeDeploy does not manage',
  qualified: 'it names a version, or a qualifier that is not known before deployment',
  noAddress: 'the text contains the name, but not as an address',
  latestOutOfReach: 'it calls $LATEST in a way that cannot be rewritten, because the qualifier or the name comes from elsewhere',
  unseenUse: 'the definition that uses it is not in the template',
  qualifiedInDefinition: 'the definition adds a qualifier to it',
  nameUsedOtherwise: 'the definition also uses the name for something else',
  permissionMoved: 'all of its callers call the alias',
  permissionCopied: 'some of its callers may still call the function',
  permissionOnBoth: 'Callers or Permissions requests permissions on both the function and the alias',
  permissionKept: 'all of its callers still call the function',
} as const;

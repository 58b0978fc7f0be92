/**
 * Why a consumer is where it is, where no row of its service says so. For people, in the plan and in lint: the macro shows none
 * of it, so its bundle goes without (scripts/bundle/asData.mjs).
 */
export const REASONS = {
  output: 'other stacks and people read an output',
  inKeep: 'listed in Keep',
  inMove: 'listed in Move',
  callersStay: 'Callers says Stay',
  urlOnLatest: 'FunctionUrl says Latest',
  noInvokeStatement: 'it does not allow invoking the function, or its text covers the alias already',
  widenedStatement: 'who may invoke the function may invoke the alias',
  widenedDurable: 'an execution that the alias starts belongs to a version',
  widenedPattern: 'events of calls through the alias name the alias',
  inLoop: 'SafeDeploy sees the loop, and not what the loop makes',
  aliasHasOne: 'the alias has one of its own, and Lambda takes one for each qualifier',
  unknown: 'nobody knows whether this property takes an alias',
  replaces: 'the move would replace the resource',
  foreignRole: 'its role is not in the template and may not be allowed to call the alias',
  foreignPolicy: 'a policy outside the template allows its role, and may not allow the alias',
  namesAlias: 'it names the alias',
  namesAnother: 'it names another alias, which no deployment moves',
  qualified: 'it names a version, or a qualifier that is known only when the stack is deployed',
  noAddress: 'a name in a text that is no address',
  latestOutOfReach: 'it calls $LATEST in a way that cannot be rewritten: the qualifier or the name comes from elsewhere',
  unseenUse: 'the definition that uses it is not in the template',
  qualifiedInDefinition: 'the definition writes a qualifier after it',
  nameUsedOtherwise: 'the definition uses the name for something else as well',
  permissionMoved: 'all that it serves calls the alias',
  permissionCopied: 'something that it serves may still call the function',
  permissionOnBoth: 'Callers or Permissions asks for permissions on function and alias',
  permissionKept: 'all that it serves still calls the function',
} as const;

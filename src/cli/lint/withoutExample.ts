/** Codes that no template alone can show, and why. Every other code has a folder in src/diagnostics/examples. */
export const WITHOUT_EXAMPLE: Readonly<Record<string, string>> = {
  SD1001: 'CloudFormation sends the macro no such fragment. The command line says SD1207 of such a file.',
  SD1006: 'It takes a template of more than 200 levels.',
  SD1007: 'It is about the request to the macro: no template gives it.',
  SD1101: 'It takes a file that is not text.',
  SD1102: 'It takes a file of more than 2,000,000 bytes.',
  SD1104: 'It takes a file of JSON: a comma too many, for example.',
  SD1111: 'It takes aliases of aliases that stand for more than 250,000 values.',
  SD1116: 'It takes a file of more than 500 levels.',
  SD2304: 'It takes checks of more than 4,096 bytes.',
  SD3006: 'It takes the traffic of a function: safedeploy lint --traffic or --stack.',
  SD3007: 'It takes the traffic of a function: safedeploy lint --traffic or --stack.',
  SD4001: 'It takes a template of some hundred resources.',
  SD4003: 'It takes a template of nearly 1,000,000 bytes.',
  SD9001: 'It is a fault of SafeDeploy itself: no template is known to give it.',
};

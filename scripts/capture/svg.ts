/** Frames of a terminal as one SVG that plays them. Where nothing moves, the frame that `still` names is shown. */
export interface Picture {
  readonly title: string;
  readonly columns: number;
  readonly frames: readonly string[];
  /** Index of a frame. */
  readonly still: number;
  readonly secondsPerFrame: number;
}

const CHARACTER = { width: 8.4, height: 19, size: 14 };
const MARGIN = 16;
const BAR = 30;
const COLOURS: Readonly<Record<string, string>> = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341' };
const PLAIN = '#e6edf3';

interface Style {
  readonly fill: string;
  readonly bold: boolean;
  readonly dim: boolean;
}
const START: Style = { fill: PLAIN, bold: false, dim: false };

interface Run extends Style {
  readonly text: string;
  readonly column: number;
}

/** The pieces of a line that look alike. https://en.wikipedia.org/wiki/ANSI_escape_code#Select_Graphic_Rendition_parameters */
export function runsOf(line: string): Run[] {
  const runs: Run[] = [];
  let style = START;
  let column = 0;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one
  for (const piece of line.split(/(\u001b\[[0-9;]*m)/)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
    const codes = /^\u001b\[([0-9;]*)m$/.exec(piece)?.[1];
    if (codes !== undefined) {
      for (const code of codes.split(';')) style = styled(style, code);
      continue;
    }
    for (const text of piece.match(/█+|░+|[^█░]+/gu) ?? []) {
      runs.push({ ...style, text, column });
      column += [...text].length;
    }
  }
  return runs;
}

function styled(style: Style, code: string): Style {
  if (code === '0' || code === '') return START;
  if (code === '1') return { ...style, bold: true };
  if (code === '2') return { ...style, dim: true };
  if (code === '22') return { ...style, bold: false, dim: false };
  return { ...style, fill: code === '39' ? PLAIN : (COLOURS[code] ?? style.fill) };
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const number = (value: number): string => String(Math.round(value * 10) / 10);

function drawn({ text, column, fill, bold, dim }: Run, row: number): string {
  const [x, width] = [MARGIN + column * CHARACTER.width, [...text].length * CHARACTER.width];
  const top = BAR + MARGIN + row * CHARACTER.height;
  // blocks are drawn: the glyphs of fonts leave gaps
  if (/^[█░]/u.test(text)) {
    const shade = text.startsWith('░') ? ' opacity="0.25"' : '';
    return `<rect x="${number(x)}" y="${number(top + 3)}" width="${number(width)}" height="${CHARACTER.height - 5}" fill="${fill}"${shade}/>`;
  }
  if (text.trim() === '') return '';
  const style = `${bold ? ' font-weight="bold"' : ''}${dim ? ' opacity="0.6"' : ''}`;
  const baseline = number(top + CHARACTER.size);
  return `<text x="${number(x)}" y="${baseline}" textLength="${number(width)}" fill="${fill}"${style}>${escaped(text)}</text>`;
}

export function svg({ title, columns, frames, still, secondsPerFrame }: Picture): string {
  const rows = Math.max(...frames.map((frame) => frame.split('\n').length));
  const [width, height] = [2 * MARGIN + columns * CHARACTER.width, BAR + 2 * MARGIN + rows * CHARACTER.height];
  const seconds = frames.length * secondsPerFrame;
  const groups = frames.map((frame, index) => {
    const lines = frame.split('\n').flatMap((line, row) => runsOf(line).map((run) => drawn(run, row)));
    const delay = `animation-delay:${number(index * secondsPerFrame - seconds)}s`;
    return `<g class="f${index === still ? ' s' : ''}" style="${delay}">\n${lines.filter((line) => line !== '').join('\n')}\n</g>`;
  });
  const share = number(100 / frames.length);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" width="${number(width)}" role="img" aria-label="${escaped(title)}">
<style>
text { font: ${CHARACTER.size}px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace; white-space: pre }
.f { visibility: hidden }
.s { visibility: visible }
@media (prefers-reduced-motion: no-preference) {
  .f { visibility: hidden; animation: frame ${number(seconds)}s infinite }
  @keyframes frame { 0%, ${share}% { visibility: visible } ${number(Number(share) + 0.01)}%, 100% { visibility: hidden } }
}
</style>
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="18" cy="16" r="5" fill="#f85149"/><circle cx="35" cy="16" r="5" fill="#d29922"/><circle cx="52" cy="16" r="5" fill="#3fb950"/>
<text x="${number(width / 2)}" y="20" text-anchor="middle" fill="#8b949e">${escaped(title)}</text>
${groups.join('\n')}
</svg>
`;
}

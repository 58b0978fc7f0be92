import { runsOf, svg } from '../../scripts/capture/svg';
import { size } from '../../src/cli/operations/draw/prune';
import { cut, table } from '../../src/cli/operations/draw/table';
import { duration } from '../../src/cli/operations/draw/words';

test.each([
  [0, '0s'],
  [-5_000, '0s'],
  [42_400, '42s'],
  [192_000, '3m 12s'],
  [7_500_000, '2h 5m'],
  [7_205_000, '2h 5s'],
  [266_400_000, '3d 2h'],
])('%d milliseconds are %s', (milliseconds, expected) => expect(duration(milliseconds)).toBe(expected));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [18_400, '18.4 kB'],
  [18_400_000, '18.4 MB'],
  [75_000_000_000, '75.0 GB'],
  [7_500_000_000_000, '7500.0 GB'],
])('%d bytes are %s', (bytes, expected) => expect(size(bytes)).toBe(expected));

const RED = '\u001b[31mred\u001b[39m';

test('columns are as wide as what is seen in them', () => {
  expect(table([['a', 'b'], [RED, 'long'], ['x']])).toEqual(['a    b', `${RED}  long`, 'x']);
});

test('a line is cut where it is too long, and no colour runs on', () => {
  expect(cut('abcdef', 6)).toBe('abcdef');
  expect(cut('abcdef', 4)).toBe('abc…');
  expect(cut(`${RED} and more`, 5)).toBe('\u001b[31mred\u001b[39m …');
  expect(cut(`ab${RED}`, 3)).toBe('ab\u001b[31m…\u001b[39m');
});

describe('a capture', () => {
  test('is made of runs that look alike', () => {
    expect(runsOf(`\u001b[1mshop\u001b[22m ██░ ${RED}`)).toEqual([
      { text: 'shop', column: 0, fill: '#e6edf3', bold: true, dim: false },
      { text: ' ', column: 4, fill: '#e6edf3', bold: false, dim: false },
      { text: '██', column: 5, fill: '#e6edf3', bold: false, dim: false },
      { text: '░', column: 7, fill: '#e6edf3', bold: false, dim: false },
      { text: ' ', column: 8, fill: '#e6edf3', bold: false, dim: false },
      { text: 'red', column: 9, fill: '#ff7b72', bold: false, dim: false },
    ]);
  });

  test('is an SVG that shows one frame where nothing moves', () => {
    const picture = svg({ title: 'a <b>', columns: 10, frames: ['one', 'two & more'], still: 1, secondsPerFrame: 1 });
    expect(picture).toContain('two &amp; more');
    expect(picture).toContain('a &lt;b&gt;');
    expect(picture.match(/class="f"/g)).toHaveLength(1);
    expect(picture.match(/class="f s"/g)).toHaveLength(1);
  });
});

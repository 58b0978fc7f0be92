import { alarmState, type DataPoint, MISSING, type State } from './alarmState';
import type { Minutes } from './minutes';
import type { Watch } from './watch';

/** An alarm in the course of a release. */
export class Alarm {
  readonly name: string;
  private readonly points: Uint8Array;
  private readonly dataPoint: (time: number) => DataPoint;
  private state: State = 'OK';
  private known = 0;
  private visible = 0;

  constructor(
    private readonly watch: Watch,
    minutes: Minutes,
  ) {
    this.name = watch.name;
    this.dataPoint = watch.dataPoints(minutes);
    this.points = new Uint8Array(minutes.most);
  }

  restart(): void {
    this.state = 'OK';
    this.known = 0;
  }

  /** `visible` is the last minute whose data CloudWatch has. */
  evaluate(visible: number): State {
    for (; this.known <= visible; this.known++) this.points[this.known] = this.dataPoint(this.known);
    this.visible = visible;
    this.state = alarmState(this.watch.evaluation, this.at, this.state);
    return this.state;
  }

  /** CloudWatch evaluates every minute, whatever the period: the window slides. */
  private at = (age: number): DataPoint => {
    const time = this.visible - age * this.watch.period;
    return time < 0 ? MISSING : (this.points[time] as DataPoint);
  };
}

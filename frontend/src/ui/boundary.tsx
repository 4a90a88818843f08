import { Component, type ReactNode } from 'react';
import { Failure } from './failure';

type Props = { children: ReactNode; resetKey?: string };
type State = { error: unknown; failed: boolean; resetKey?: string };

/** Keeps the failure of one pane inside it; another address or «Повторить» starts it anew. */
export class Boundary extends Component<Props, State> {
  state: State = { error: null, failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    if (props.resetKey === state.resetKey) return null;
    return { error: null, failed: false, resetKey: props.resetKey };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return <Failure error={this.state.error} onRetry={() => this.setState({ error: null, failed: false })} />;
  }
}

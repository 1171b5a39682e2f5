import { createLanes, type Urgency } from './lanes.ts'

/** Lets a limited number in at a time, people first. */
export interface Gate {
  /**
   * Calls `go` as soon as there is room, perhaps before it returns. Whoever went in calls `leave` once to make room.
   * The returned function gives up the place in the queue; it does nothing after `go` has been called.
   */
  enter(urgency: Urgency, go: (leave: () => void) => void): () => void
}

export function createGate(room: number): Gate {
  const waiting = createLanes<(leave: () => void) => void>()
  let inside = 0

  function leave(): void {
    inside--
    letIn()
  }

  function letIn(): void {
    while (inside < room) {
      const go = waiting.shift()
      if (go === undefined) return
      inside++
      go(once(leave))
    }
  }

  return {
    enter(urgency, go) {
      const giveUp = waiting.push(go, urgency)
      letIn()
      return giveUp
    },
  }
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    act()
  }
}

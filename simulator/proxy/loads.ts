/** How many requests and connections each service of each Machine has, those that wait for its start included. */
export interface Loads {
  of(machineId: string, service: number): number
  ofMachine(machineId: string): number
  /** One more, until the returned function is called; calling it again does nothing. */
  take(machineId: string, service: number): () => void
}

/** `told` is called when a Machine has one less. */
export function createLoads(told: (machineId: string) => void): Loads {
  const loads = new Map<string, Map<number, number>>()

  function add(machineId: string, service: number, more: number): void {
    const services = loads.get(machineId) ?? new Map<number, number>()
    const load = (services.get(service) ?? 0) + more
    if (load > 0) services.set(service, load)
    else services.delete(service)
    if (services.size > 0) loads.set(machineId, services)
    else loads.delete(machineId)
  }

  return {
    of: (machineId, service) => loads.get(machineId)?.get(service) ?? 0,
    ofMachine: (machineId) => [...(loads.get(machineId)?.values() ?? [])].reduce((sum, load) => sum + load, 0),
    take(machineId, service) {
      let isHeld = true
      add(machineId, service, 1)
      return () => {
        if (!isHeld) return
        isHeld = false
        add(machineId, service, -1)
        told(machineId)
      }
    },
  }
}

// Draws a pathway read-only and marks where the case stands. The numbered steps beside it say the same in text.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

interface Canvas {
  zoom(level: 'fit-viewport' | number, center?: 'auto'): number
  addMarker(element: string, marker: string): void
}

interface ElementRegistry {
  get(id: string): unknown
}

interface Overlays {
  add(element: string, overlay: { position: { top?: number; left?: number }; html: HTMLElement }): void
}

/** How an element fares over many cases. */
interface Heat {
  here: number
  overdue: number
  median: string | null
}

const elements = (list: string | undefined): string[] => (list ?? '').split(' ').filter(id => id !== '')

async function draw(container: HTMLElement): Promise<void> {
  const source = container.dataset.source
  if (!source) return

  const viewer = new NavigatedViewer({ container })
  const response = await fetch(source, { headers: { Accept: 'application/xml' } })
  if (!response.ok) throw new Error(`The diagram could not be fetched (${response.status}).`)

  await viewer.importXML(await response.text())
  const canvas = viewer.get<Canvas>('canvas')
  const registry = viewer.get<ElementRegistry>('elementRegistry')
  const mark = (ids: string[], marker: string) =>
    ids.filter(id => registry.get(id)).forEach(id => canvas.addMarker(id, marker))

  mark(elements(container.dataset.passed), 'app-diagram-passed')
  mark(elements(container.dataset.current), 'app-diagram-current')
  if (container.dataset.heat) warm(viewer, registry, canvas, JSON.parse(container.dataset.heat) as Record<string, Heat>)
  canvas.zoom('fit-viewport', 'auto')

  for (const button of document.querySelectorAll<HTMLButtonElement>(`[data-zooms="${container.id}"]`)) {
    button.hidden = false
    button.addEventListener('click', () => {
      const factor = Number(button.dataset.factor)
      if (Number.isFinite(factor)) canvas.zoom(canvas.zoom(1) * factor)
      else canvas.zoom('fit-viewport', 'auto')
    })
  }
}

/** Counts at every element where cases stand, and the warmer its colour the more of them there are. */
function warm(viewer: NavigatedViewer, registry: ElementRegistry, canvas: Canvas, heat: Record<string, Heat>): void {
  const overlays = viewer.get<Overlays>('overlays')
  const most = Math.max(1, ...Object.values(heat).map(one => one.here))
  for (const [id, one] of Object.entries(heat)) {
    if (!registry.get(id)) continue

    if (one.here > 0) canvas.addMarker(id, `app-diagram-heat-${Math.ceil((one.here / most) * 4)}`)
    const label = document.createElement('span')
    label.className = one.overdue > 0 ? 'app-diagram-count app-diagram-count--late' : 'app-diagram-count'
    label.textContent = [
      one.here > 0 ? `${one.here}` : null,
      one.overdue > 0 ? `${one.overdue} late` : null,
      one.median
    ].filter(text => text !== null).join(' · ')
    overlays.add(id, { position: { top: -14, left: -6 }, html: label })
  }
}

for (const container of document.querySelectorAll<HTMLElement>('[data-module="app-diagram"]')) {
  container.hidden = false
  draw(container).catch(() => {
    container.hidden = true
    const failed = document.getElementById(`${container.id}-failed`)
    if (failed) failed.hidden = false
  })
}

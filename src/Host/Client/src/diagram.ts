// Draws a pathway read-only and marks where the case stands. The numbered steps beside it say the same in text.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'

interface Canvas {
  zoom(level: 'fit-viewport' | number, center?: 'auto'): number
  addMarker(element: string, marker: string): void
}

interface ElementRegistry {
  get(id: string): unknown
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

for (const container of document.querySelectorAll<HTMLElement>('[data-module="app-diagram"]')) {
  container.hidden = false
  draw(container).catch(() => {
    container.hidden = true
    const failed = document.getElementById(`${container.id}-failed`)
    if (failed) failed.hidden = false
  })
}

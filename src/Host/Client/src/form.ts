// Keeps a form's answers as they change, and shows at once the questions that an answer brings up. The server decides
// what is shown: conditions are FEEL and are evaluated in one place. Without this file the form does the same on sending.
import { CharacterCount, createAll } from 'govuk-frontend'

const pause = 300

export function followForms(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-module="app-form"]')) {
    follow(form)
  }
}

function follow(form: HTMLFormElement): void {
  let timer = 0
  let asking: AbortController | undefined
  const stop = () => {
    clearTimeout(timer)
    asking?.abort()
  }

  form.addEventListener('change', () => {
    stop()
    timer = window.setTimeout(() => {
      asking = new AbortController()
      void keep(form, asking.signal)
    }, pause)
  })
  // What is sent by hand goes before what is kept on the side.
  form.addEventListener('submit', stop)
}

async function keep(form: HTMLFormElement, signal: AbortSignal): Promise<void> {
  const answers = new FormData(form)
  answers.set('command', 'keep')
  try {
    const response = await fetch(form.action, { method: 'POST', body: answers, signal, redirect: 'error' })
    const shown = form.querySelector<HTMLElement>('[data-items]')
    if (!response.ok || !shown) {
      return
    }

    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const wanted = page.querySelector<HTMLElement>('[data-items]')
    const added = wanted && !signal.aborted ? merge(shown, wanted) : 0
    say(form, added)
  } catch {
    // Offline, signed out or too late: sending the form will say so.
  }
}

/** Brings what is shown in step without touching what somebody has typed; gives the number of questions that appeared. */
function merge(shown: HTMLElement, wanted: HTMLElement): number {
  const before = new Map(items(shown).map((item) => [item.dataset.item, item]))
  let added = 0
  let last: HTMLElement | null = null
  for (const next of items(wanted)) {
    let item = before.get(next.dataset.item)
    if (item && item.dataset.kind !== 'text') {
      added += item.hidden ? 1 : 0
      reveal(item, true)
      const inner = containers(next)
      containers(item).forEach((container, index) => {
        const wantedInside = inner[index]
        added += wantedInside ? merge(container, wantedInside) : 0
      })
    } else {
      const fresh = document.importNode(next, true)
      added += item || next.dataset.kind === 'text' ? 0 : 1
      item?.remove()
      item = fresh
      if (last) {
        last.after(item)
      } else {
        shown.prepend(item)
      }

      createAll(CharacterCount, undefined, item)
    }

    before.delete(next.dataset.item)
    last = item
  }

  // Put out of sight and not sent; what was typed comes back when the answer is changed back.
  for (const gone of before.values()) {
    reveal(gone, false)
  }

  return added
}

function items(container: HTMLElement): HTMLElement[] {
  return [...container.children].filter((child): child is HTMLElement => child instanceof HTMLElement && child.dataset.item !== undefined)
}

/** The containers right inside an item: one for a group, one for each row of a list. */
function containers(item: HTMLElement): HTMLElement[] {
  return [...item.querySelectorAll<HTMLElement>('[data-items]')].filter((one) => one.parentElement?.closest('[data-item]') === item)
}

function reveal(item: HTMLElement, visible: boolean): void {
  item.hidden = !visible
  for (const control of item.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | HTMLButtonElement>('input, textarea, select, button')) {
    control.disabled = !visible
  }
}

function say(form: HTMLFormElement, added: number): void {
  const status = form.querySelector('[data-form-status]')
  if (status) {
    const time = new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    const more = added === 0 ? '' : added === 1 ? ' One more question appeared.' : ` ${added} more questions appeared.`
    status.textContent = `Draft saved at ${time}.${more}`
  }
}

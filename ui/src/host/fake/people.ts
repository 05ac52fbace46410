// Invented people. None of the numbers is known to belong to anybody.

import type { Party } from "../generated";

export const hiddenParty: Party = { raw: "", e164: null, name: null, display: "", hidden: true };

export function extension(number: string): Party {
  return { raw: number, e164: null, name: null, display: number, hidden: false };
}

/** `+905321234567` → a party as the desk would write it. */
export function party(e164: string, name: string | null = null): Party {
  return { raw: e164.slice(1), e164, name, display: grouped(e164), hidden: false };
}

/** Our own lines. */
export const lines = [party("+902129090112"), party("+902129090113"), party("+74951087246")];

const named: [string, string | null][] = [
  ["+905324172863", "Ayşe Yılmaz"],
  ["+905439012277", "Mehmet Öztürk"],
  ["+905057641190", null],
  ["+902164183355", "Kadıköy Eczanesi"],
  ["+79162041855", "Ирина Соколова"],
  ["+905332280916", "Zeynep Çağlayan"],
  ["+905519937402", null],
  ["+902122934410", "Güneş Sigorta Beyoğlu Şubesi"],
  ["+905066128834", "İbrahim Doğan"],
  ["+74957770144", "Клиника «Северное сияние»"],
  ["+905378452016", null],
  ["+905421176593", "Elif Şahin"],
  ["+903124271188", null],
  ["+79263318097", null],
  ["+905354409921", "Hüseyin Karaca"],
  ["+905012286745", "Fatma Nur Aydın"],
  ["+905498831207", null],
  ["+905309075518", "Işıl Güngör"],
  ["+902324457789", "Ege Oto Servis"],
  ["+905457712390", null],
  ["+79031245566", "Алексей Виноградов"],
  ["+905384426617", "Can Bozkurt"],
  ["+905526630184", null],
  ["+905373349025", "Selin Arslan"],
  ["+442079460991", null],
  ["+905065584471", "Osman Yıldırım"],
];

export const people: Party[] = named.map(([number, name]) => party(number, name));

/** A name of sixty letters. */
export const longName = party(
  "+905331902846",
  "Muharrem Abdülkerim Karahasanoğulları-Çağlayangil Müteahhitlik",
);

function grouped(e164: string): string {
  const cut = (digits: string, ...sizes: number[]) => {
    let at = 0;
    return sizes.map((size) => digits.slice(at, (at += size)));
  };
  if (e164.startsWith("+90")) return "0" + cut(e164.slice(3), 3, 3, 2, 2).join(" ");
  if (e164.startsWith("+7")) {
    const [area, a, b, c] = cut(e164.slice(2), 3, 3, 2, 2);
    return `+7 ${area} ${a}-${b}-${c}`;
  }
  return `${e164.slice(0, 3)} ${cut(e164.slice(3), 2, 4, 4).join(" ")}`;
}

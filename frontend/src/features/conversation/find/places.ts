/** Where the words stand in a text, as the server looks for them: great or small, ё as е. */
export function placesOf(text: string, words: string): number[] {
  const spoken = plain(text);
  const wanted = plain(words);
  const places: number[] = [];
  if (wanted === '' || spoken.length !== text.length) return places;
  for (let at = spoken.indexOf(wanted); at >= 0; at = spoken.indexOf(wanted, at + wanted.length)) {
    places.push(at);
  }
  return places;
}

const plain = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

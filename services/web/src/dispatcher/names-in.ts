/** What somebody has named with a comma, a space or what a Chinese keyboard has between them. */
export const namesIn = (text: string): string[] => [...new Set(text.split(/[、,，;；\s]+/).filter((name) => name !== ''))];

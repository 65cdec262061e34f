export async function appImageTools() {
  return { folder: '', options: {} }
}

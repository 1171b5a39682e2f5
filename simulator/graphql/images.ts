import { createHash } from 'node:crypto'
import { resolveImage } from '../images.ts'
import type { ImageRef } from '../rows.ts'
import { couldNotFind } from './refusals.ts'
import type { Fields, Scene } from './scene.ts'

export const imageTypes = `
  extend type Queries { latestImageDetails(image: String!, flyVersion: String): ImageVersion! }
  type ImageVersion {
    registry: String!
    repository: String!
    tag: String!
    version: String
    digest: String!
  }
  type Image {
    id: ID!
    ref: String!
    absoluteRef: String!
    registry: String!
    repository: String!
    tag: String
    digest: String!
    compressedSize: Int!
    compressedSizeFull: BigInt!
    manifest: JSON!
  }
`

export function imageQueries({ premises }: Scene): Fields {
  return {
    latestImageDetails({ image }: { image: string }) {
      if (premises.laws.program(image).isMissing) throw couldNotFind('Image')
      return imageVersionNode(resolveImage(image))
    },
  }
}

export function imageVersionNode({ registry, repository, tag, digest }: ImageRef): object {
  return { registry, repository, tag: tag ?? '', version: null, digest }
}

/** An image as the registry has it; `null` when it has it not. What it is made of is invented, always alike. */
export function imageNode({ premises }: Scene, ref: string): object | null {
  if (premises.laws.program(ref).isMissing) return null
  const { registry, repository, tag, digest } = resolveImage(ref)
  const config = `sha256:${createHash('sha256').update(`config of ${digest}`).digest('hex')}`
  const size = 20_000_000 + (Number.parseInt(config.slice(-6), 16) % 200_000_000)
  return {
    id: digest,
    ref,
    absoluteRef: `${registry}/${repository}@${digest}`,
    registry,
    repository,
    tag: tag ?? null,
    digest,
    compressedSize: size,
    compressedSizeFull: size,
    manifest: {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: config, size: 4_096 },
      layers: [],
    },
  }
}

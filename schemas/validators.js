// Made by `npm run generate` from schemas/*.schema.json. Do not edit.
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
"use strict";
export const App = validate10;
const schema11 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"app.schema.json","title":"App","type":"object","description":"One customer's app on Fly: the Machines that should run, and how changes reach them.","additionalProperties":false,"properties":{"apiVersion":{"type":"string","const":"artifact/v1","description":"Version of this format. Artifact refuses what it does not know rather than guess.","examples":["artifact/v1"]},"kind":{"type":"string","const":"App","description":"What the document describes. `App` is one customer's app on Fly.","examples":["App"]},"metadata":{"type":"object","description":"What the App is called in Artifact, and labels to find it by.","additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the App in Artifact. Lower-case letters, digits and dashes; it begins with a letter.","examples":["acme"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"labels":{"type":"object","description":"Words of your own for finding Apps: `artifact get apps -l plan=gold`. Nothing at Fly depends on them.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$","patternErrorMessage":"a name of at most 63 letters, digits, dots, dashes and underscores that begins with a letter or an underscore"},"additionalProperties":{"type":"string","maxLength":256},"maxProperties":50,"examples":[{"plan":"gold"}]}},"required":["name"],"examples":[{"name":"acme"}]},"spec":{"type":"object","description":"What should run, where, and how changes come about.","additionalProperties":false,"properties":{"flyApp":{"type":"string","description":"Name of the app on Fly, unique among all apps of all organisations. Cannot change. `metadata.name` when absent.","examples":["acme-prod-7f3a"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"network":{"type":"string","description":"Private network (6PN) that the app is made in; apps in one network see each other. Cannot change. A network of its own, named as the Fly app, when absent.","examples":["acme"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"primaryRegion":{"allOf":[{"$ref":"#/definitions/region"}],"description":"Region in which `count` puts Machines, and in which `minMachinesRunning` counts.","examples":["ams"]},"paused":{"type":"boolean","description":"While `true`, Artifact looks and reports but changes nothing on Fly.","examples":[false],"default":false},"machines":{"type":"object","description":"Groups of Machines by name, such as `web` and `worker`. The name becomes part of the Machines' names. A group that is taken out has its Machines removed.","propertyNames":{"pattern":"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$","patternErrorMessage":"a name of at most 20 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"additionalProperties":{"$ref":"#/definitions/group"},"maxProperties":50,"examples":[{"web":{"image":"registry.fly.io/acme:v12","regions":{"ams":2}}}]},"addresses":{"type":"object","description":"Addresses that the app is to have. Fly gives none by itself: without one nothing outside its network reaches it.","additionalProperties":false,"properties":{"sharedIpv4":{"type":"boolean","description":"An IPv4 address that many apps share: Fly tells them apart by hostname, so that it serves HTTP and TLS on ports 80 and 443 only. It costs nothing.","examples":[true]},"ipv6":{"type":"boolean","description":"An IPv6 address of its own. It costs nothing.","examples":[true]},"ipv4":{"type":"integer","minimum":0,"maximum":10,"description":"So many IPv4 addresses of its own, for $2 a month each. One that is given back is gone for good.","examples":[1]},"private":{"type":"array","description":"Addresses that are reached from a private network alone, through Fly's proxy (Flycast).","items":{"$ref":"#/definitions/privateAddress"},"maxItems":10,"examples":[[{"network":"acme"}]]}},"examples":[{"sharedIpv4":true,"ipv6":true}]},"secrets":{"type":"object","description":"Names of secrets that the programs get as environment variables; their values are never in a spec. A name that is taken out is unset. Secrets of the app that are not named here are left alone.","propertyNames":{"pattern":"^[A-Z_][A-Z0-9_]{0,127}$","patternErrorMessage":"a name of at most 128 capital letters, digits and underscores that does not begin with a digit"},"additionalProperties":{"$ref":"#/definitions/secret"},"maxProperties":100,"examples":[{"DATABASE_URL":{"provided":true},"SESSION_KEY":{"generate":{"length":48}}}]},"domains":{"type":"array","description":"Hostnames that the app answers to, each with a certificate. Their owners have to set DNS records, which `artifact status` shows. They need a public address, and a service with port 443 and the `tls` handler.","items":{"type":"string","minLength":1,"maxLength":253},"maxItems":100,"examples":[["shop.example.com"]]},"rollout":{"type":"object","description":"How a change reaches Machines that run.","additionalProperties":false,"properties":{"strategy":{"type":"string","enum":["rolling","canary","bluegreen","immediate"],"default":"rolling","description":"`rolling`: in place, a few at a time, each healthy before the next. `canary`: the same, but first one Machine of each group alone. `bluegreen`: new Machines beside the old ones, which take over together when all of them are healthy; groups that always run need checks for that, others are changed in place. `immediate`: all at once, whether they get healthy or not.","examples":["canary"]},"maxUnavailable":{"anyOf":[{"type":"integer","minimum":1,"maximum":1000},{"type":"string","pattern":"^([1-9][0-9]?|100)%$","patternErrorMessage":"a share from 1% to 100%"}],"default":1,"description":"How many of the App's Machines may be down for it at once, as a number or a share; never less than one.","examples":[1,"25%"]},"healthyWithin":{"type":"string","description":"How long a new version may take until its checks pass. After that the rollout stops and the rest stays as it is.","examples":["5m"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","default":"5m","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"healthyFor":{"type":"string","description":"How long a Machine with a new version has to run, healthy, before the next one gets it. When absent nothing with checks, and 10s without.","examples":["30s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"timeout":{"type":"string","description":"How long a whole rollout may take from its first Machine on. After that it stops and the rest stays as it is. Longer than `healthyFor`. Without end when absent.","examples":["1h"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"smoke":{"type":"string","description":"How long all Machines have to do well with the new version before the App counts as Ready.","examples":["1m"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h","default":"0s"},"onFailure":{"type":"string","enum":["pause","rollback"],"default":"pause","description":"What follows when a new version does not get healthy, or ends by itself before the App was Ready. `pause`: the rollout stops, and waits for another spec. `rollback`: what the last Ready generation said runs again.","examples":["rollback"]},"keepOld":{"type":"string","default":"1m","description":"With `bluegreen`: how long the old Machines stand by, out of the proxy's reach, before they are removed. Until then an `artifact rollback` takes them back at once.","examples":["5m"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"}},"examples":[{"maxUnavailable":"25%"}],"default":{}},"drift":{"type":"object","description":"What happens when somebody changes a Machine behind Artifact's back.","additionalProperties":false,"properties":{"mode":{"type":"string","enum":["enforce","report","off"],"default":"enforce","description":"`enforce`: it is put back. `report`: the status says so. `off`: nothing.","examples":["report"]},"restart":{"type":"string","enum":["enforce","report","off"],"description":"The same for what could be put back only by starting the program anew. As `mode` when absent.","examples":["report"]},"replace":{"type":"string","enum":["enforce","report","off"],"description":"The same for what could be put back only by another Machine on the same volume. As `mode` when absent.","examples":["report"]},"ignore":{"type":"array","description":"Places in the Machine's config at Fly that others may change, as JSON pointers. What they put there, or beneath, stays, also through an update.","items":{"type":"string","maxLength":256,"pattern":"^(/([^~/]|~[01])+)+$","patternErrorMessage":"a JSON pointer like /env/DEBUG"},"maxItems":50,"uniqueItems":true,"examples":[["/env/DEBUG"]]},"windows":{"type":"array","description":"When something may be put back that starts the program anew or replaces the Machine. At all times when absent; outside of the windows it is told.","items":{"$ref":"#/definitions/window"},"maxItems":20,"examples":[[{"days":["sat","sun"],"from":"02:00","to":"05:00","timezone":"Europe/Amsterdam"}]]}},"examples":[{"mode":"report"}],"default":{}},"deletion":{"type":"object","description":"How the App goes. Taking the file away deletes nothing.","additionalProperties":false,"properties":{"protect":{"type":"boolean","description":"Refuse every deletion. Stays in force when this block disappears from the spec, until it says `false`.","examples":[true]},"requested":{"type":"boolean","description":"Delete the App: stop it, keep it for `keepFor`, then remove its Machines and the app on Fly, and forget it. Refused while `protect` is in force.","examples":[false]},"keepFor":{"type":"string","default":"1d","description":"How long a deleted App is only stopped, out of the proxy's reach, and can be brought back by `artifact undelete`, before it goes for good. `0s`: at once.","examples":["7d"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"}},"examples":[{"protect":true}],"default":{}}},"required":["machines"],"examples":[{"machines":{"web":{"image":"registry.fly.io/acme:v12","regions":{"ams":2}}}}]}},"required":["apiVersion","kind","metadata","spec"],"examples":[{"apiVersion":"artifact/v1","kind":"App","metadata":{"name":"acme"},"spec":{"machines":{"web":{"image":"registry.fly.io/acme:v12","regions":{"ams":2}}}}}],"definitions":{"privateAddress":{"type":"object","description":"An address that is reached from one private network.","additionalProperties":false,"properties":{"network":{"type":"string","description":"Network from which it is reached; requests from anywhere else do not get there. The app's own when absent.","examples":["acme"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"}},"examples":[{"network":"acme"}]},"secret":{"type":"object","description":"Where the value of one secret comes from: either `provided` or `generate`.","additionalProperties":false,"properties":{"provided":{"type":"boolean","const":true,"description":"Somebody hands it in: `artifact secret set APP NAME` reads it from standard input. Until then no Machine is made.","examples":[true]},"generate":{"type":"object","description":"Artifact makes it, of cryptographic chance, writes it to Fly and forgets it: nobody can look it up.","additionalProperties":false,"properties":{"length":{"type":"integer","minimum":16,"maximum":256,"default":32,"description":"How many characters. Of `digits` take more than of the others, which hold more in each.","examples":[48]},"alphabet":{"type":"string","enum":["base62","base64url","hex","lower","digits"],"default":"base62","description":"Of which characters: `base62` is letters and digits, `base64url` has `-` and `_` besides, `lower` is small letters alone.","examples":["hex"]}},"examples":[{"length":48,"alphabet":"base62"}]},"rotateEvery":{"type":"string","description":"Only with `generate`: how old a value may become, at least an hour. Then another takes its place, and the Machines restart as a rollout does. There is no overlap of old and new.","examples":["90d"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 12h or 90d"}},"examples":[{"provided":true}]},"region":{"type":"string","enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"],"description":"A region of Fly, by its three letters.","examples":["ams"]},"serviceCheck":{"type":"object","description":"A check of a service: while it fails, Fly's proxy sends the Machine no requests.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["tcp","http"],"description":"`tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.","examples":["http"]},"port":{"type":"integer","description":"Port inside the Machine; the service's `internalPort` when absent.","minimum":1,"maximum":65535,"examples":[8080]},"interval":{"type":"string","description":"Time between two checks. At most 60s.","examples":["15s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"timeout":{"type":"string","description":"How long one check may take; not longer than `interval`.","examples":["2s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"gracePeriod":{"type":"string","description":"How long after the Machine's start failures do not count.","examples":["10s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS"],"description":"HTTP method of an `http` check. Fly takes GET when it is absent.","examples":["GET"]},"path":{"type":"string","description":"Path that an `http` check asks for.","examples":["/healthz"],"pattern":"^/","maxLength":2048,"patternErrorMessage":"a path that begins with /"},"protocol":{"type":"string","enum":["http","https"],"description":"Whether an `http` check speaks plain HTTP or HTTPS.","examples":["http"]},"tlsServerName":{"type":"string","description":"Name to expect in the certificate; with `protocol: https`.","examples":["acme.example.com"],"maxLength":253},"tlsSkipVerify":{"type":"boolean","description":"Accept any certificate; with `protocol: https`.","examples":[false]},"headers":{"type":"object","description":"Headers to send with an `http` check.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"X-Probe":"artifact"}]}},"required":["type"],"examples":[{"type":"http","path":"/healthz","interval":"15s","timeout":"2s","gracePeriod":"10s"}]},"machineCheck":{"type":"object","description":"A check of the Machine, whether or not it has a service.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["tcp","http"],"description":"`tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.","examples":["http"]},"port":{"type":"integer","description":"Port inside the Machine.","minimum":1,"maximum":65535,"examples":[8080]},"interval":{"type":"string","description":"Time between two checks.","examples":["15s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"timeout":{"type":"string","description":"How long one check may take; not longer than `interval`.","examples":["2s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"gracePeriod":{"type":"string","description":"How long after the Machine's start failures do not count.","examples":["10s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS"],"description":"HTTP method of an `http` check. Fly takes GET when it is absent.","examples":["GET"]},"path":{"type":"string","description":"Path that an `http` check asks for.","examples":["/healthz"],"pattern":"^/","maxLength":2048,"patternErrorMessage":"a path that begins with /"},"protocol":{"type":"string","enum":["http","https"],"description":"Whether an `http` check speaks plain HTTP or HTTPS.","examples":["http"]},"tlsServerName":{"type":"string","description":"Name to expect in the certificate; with `protocol: https`.","examples":["acme.example.com"],"maxLength":253},"tlsSkipVerify":{"type":"boolean","description":"Accept any certificate; with `protocol: https`.","examples":[false]},"headers":{"type":"object","description":"Headers to send with an `http` check.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"X-Probe":"artifact"}]},"kind":{"type":"string","enum":["informational","readiness"],"description":"`readiness`: while it fails, Fly's proxy sends the Machine no requests. `informational`: it is only shown. Either must pass for a rollout to go on.","examples":["readiness"]}},"required":["type","port"],"examples":[{"type":"http","port":8080,"path":"/healthz","interval":"15s","timeout":"2s"}]},"port":{"type":"object","description":"A public port of a service. Without handlers Fly passes the raw connection through.","additionalProperties":false,"properties":{"port":{"type":"integer","description":"The public port. Either this, or `startPort` and `endPort`.","minimum":1,"maximum":65535,"examples":[443]},"startPort":{"type":"integer","description":"First port of a range, with `endPort`, instead of `port`.","minimum":1,"maximum":65535,"examples":[9000]},"endPort":{"type":"integer","description":"Last port of a range that begins at `startPort`.","minimum":1,"maximum":65535,"examples":[9010]},"handlers":{"type":"array","description":"What Fly's proxy does with the connection, in order: `tls` ends TLS, `http` reads HTTP, `pg_tls` ends TLS as PostgreSQL does it, `proxy_proto` tells the Machine the caller's address.","items":{"type":"string","enum":["http","tls","pg_tls","proxy_proto"]},"uniqueItems":true,"maxItems":4,"examples":[["tls","http"]]},"forceHttps":{"type":"boolean","description":"Answer plain HTTP with a redirect to HTTPS. Needs the `http` handler.","examples":[true]},"tls":{"type":"object","description":"How TLS is ended. Needs the `tls` handler.","additionalProperties":false,"properties":{"alpn":{"type":"array","description":"Application protocols to offer while TLS is set up, the preferred one first.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["h2","http/1.1"]]},"versions":{"type":"array","items":{"type":"string","enum":["TLSv1.2","TLSv1.3"]},"uniqueItems":true,"maxItems":2,"description":"TLS versions to accept. Fly's own choice when absent.","examples":[["TLSv1.3"]]},"defaultSelfSigned":{"type":"boolean","description":"Answer with a self-signed certificate where there is no other.","examples":[false]}},"examples":[{"versions":["TLSv1.3"]}]},"http":{"type":"object","description":"How HTTP is handled. Needs the `http` handler.","additionalProperties":false,"properties":{"compress":{"type":"boolean","description":"Compress answers.","examples":[true]},"h2Backend":{"type":"boolean","description":"Speak HTTP/2 without TLS to the Machine.","examples":[false]},"idleTimeoutSeconds":{"type":"integer","description":"Seconds until an idle connection is closed.","minimum":1,"maximum":86400,"examples":[60]},"headersReadTimeoutSeconds":{"type":"integer","description":"Seconds within which the request's headers must have come.","minimum":1,"maximum":86400,"examples":[15]},"responseHeaders":{"type":"object","description":"Headers to set on each answer, whatever the Machine sent.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"Strict-Transport-Security":"max-age=31536000"}]},"pristine":{"type":"boolean","description":"Leave the answer's headers as the Machine sent them.","examples":[false]}},"examples":[{"compress":true}]},"proxyProtoVersion":{"type":"string","enum":["v1","v2"],"description":"Version of the PROXY protocol. Needs the `proxy_proto` handler.","examples":["v2"]}},"examples":[{"port":443,"handlers":["tls","http"]}]},"service":{"type":"object","description":"A port of the Machines that Fly's proxy sends connections to. It is public only when the app has an address.","additionalProperties":false,"properties":{"protocol":{"type":"string","enum":["tcp","udp"],"default":"tcp","description":"Transport protocol that the service speaks.","examples":["tcp"]},"internalPort":{"type":"integer","description":"Port that the program listens on inside the Machine.","minimum":1,"maximum":65535,"examples":[8080]},"ports":{"type":"array","items":{"$ref":"#/definitions/port"},"maxItems":100,"description":"Public ports at which Fly's proxy takes connections for this service. No two entries of a group share a port.","examples":[[{"port":443,"handlers":["tls","http"]}]]},"concurrency":{"type":"object","description":"How much one Machine takes before the proxy prefers another.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["connections","requests"],"default":"connections","description":"What is counted: open connections, or requests under way.","examples":["requests"]},"softLimit":{"type":"integer","description":"Beyond this the proxy prefers other Machines, and starts one if `autostart` is on. Fly takes 20 when it is absent.","minimum":1,"maximum":1000000,"examples":[20]},"hardLimit":{"type":"integer","description":"Beyond this the Machine gets no more. At least `softLimit`; no limit when it is absent.","minimum":1,"maximum":1000000,"examples":[25]}},"examples":[{"type":"requests","softLimit":20,"hardLimit":25}]},"checks":{"type":"array","items":{"$ref":"#/definitions/serviceCheck"},"maxItems":20,"description":"Checks of this service. While one fails, Fly's proxy sends the Machine no requests.","examples":[[{"type":"http","path":"/healthz","interval":"15s","timeout":"2s"}]]},"autostart":{"type":"boolean","description":"Fly's proxy starts a stopped Machine when a request needs it.","examples":[true]},"autostop":{"type":"string","enum":["off","stop","suspend"],"description":"What Fly's proxy does with a Machine that has nothing to do. With `stop` or `suspend` the proxy owns whether it runs, and Artifact does not start it; `autostart` must be `true` then.","examples":["stop"]},"minMachinesRunning":{"type":"integer","description":"How many Machines the proxy keeps running in the primary region, however idle they are.","minimum":0,"maximum":1000,"examples":[1]}},"required":["internalPort"],"examples":[{"internalPort":8080,"ports":[{"port":443,"handlers":["tls","http"]}]}]},"file":{"type":"object","description":"A file that Fly writes into the Machine before it starts.","additionalProperties":false,"properties":{"path":{"type":"string","description":"Where the file is put: an absolute path inside the Machine.","examples":["/etc/app/config.toml"],"pattern":"^/[^\\u0000]*$","maxLength":4096,"patternErrorMessage":"an absolute path, which begins with /"},"content":{"type":"string","description":"What is in the file, as text. Either this or `contentBase64`. Secrets do not belong here.","examples":["listen = 8080\n"],"maxLength":200000},"contentBase64":{"type":"string","description":"What is in the file, as base64, for what is not text. Either this or `content`.","examples":["bGlzdGVuID0gODA4MAo="],"pattern":"^[A-Za-z0-9+/]*={0,2}$","maxLength":250000,"patternErrorMessage":"base64: A–Z, a–z, 0–9, + and /, filled up with ="},"mode":{"type":"string","description":"Permissions of the file, as an octal number in quotes. Fly's own choice when absent.","examples":["0644"],"pattern":"^0[0-7]{3}$","patternErrorMessage":"four octal digits in quotes, like \"0644\""}},"required":["path"],"examples":[{"path":"/etc/app/config.toml","content":"listen = 8080\n"}]},"process":{"type":"object","description":"One of several programs in one Machine.","additionalProperties":false,"properties":{"exec":{"type":"array","description":"Program and arguments to run, past the image's entrypoint and command. Excludes both.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/bin/app"]]},"entrypoint":{"type":"array","description":"Runs instead of the image's entrypoint.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/entry.sh"]]},"command":{"type":"array","description":"Runs instead of the image's command, with the entrypoint before it.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["serve"]]},"user":{"type":"string","description":"User to run the program as; the image's own when absent.","examples":["app"],"maxLength":64},"env":{"type":"object","description":"More environment variables for this program.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]{0,254}$","patternErrorMessage":"a name of an environment variable: at most 255 letters, digits and underscores, not beginning with a digit"},"additionalProperties":{"type":"string","maxLength":65536},"maxProperties":1000,"examples":[{"LOG_LEVEL":"info"}]}},"examples":[{"command":["worker"]}]},"group":{"type":"object","description":"Machines of one kind: the same image and config, any number of them in any regions.","additionalProperties":false,"properties":{"image":{"type":"string","description":"The image to run. What a tag stands for is looked up once, when the App first runs it, and stays so: for another image name another tag, or a digest (`@sha256:…`).","examples":["registry.fly.io/acme:v12","ghcr.io/acme/web@sha256:2c1c9b5bd4a7b0e1e5a5a26cbb5c5a1cbb2b0c8f9de0e0d4c7d2f1a0b9c8d7e6"],"minLength":1,"maxLength":512,"pattern":"^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$","patternErrorMessage":"an image like registry.fly.io/acme:v12, without https:// and without spaces"},"regions":{"type":"object","description":"How many Machines in which region. Either this or `count`.","propertyNames":{"enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"]},"additionalProperties":{"type":"integer","minimum":0,"maximum":1000},"minProperties":1,"examples":[{"ams":2,"iad":1}]},"fallbackRegions":{"type":"array","description":"Where else Machines may be made, in this order, when Fly has no room in their own region, or the organisation has used up its memory there. Not with `volume`. One that was made elsewhere stays there, since moving it back would cost a restart, until another Machine takes its place for some other reason.","items":{"type":"string","$ref":"#/definitions/region"},"minItems":1,"maxItems":18,"uniqueItems":true,"examples":[["fra","cdg"]]},"count":{"type":"integer","description":"How many Machines, all in `spec.primaryRegion`. Either this or `regions`; 1 when neither is there.","minimum":0,"maximum":1000,"examples":[2]},"size":{"type":"string","enum":["shared-cpu-1x","shared-cpu-2x","shared-cpu-4x","shared-cpu-6x","shared-cpu-8x","performance-1x","performance-2x","performance-4x","performance-6x","performance-8x","performance-10x","performance-12x","performance-14x","performance-16x"],"description":"A size from Fly's list. Either this, with `memoryMb` to have more memory, or `cpus`. `shared-cpu-1x` when neither is there.","examples":["shared-cpu-1x"]},"cpuKind":{"type":"string","enum":["shared","performance"],"description":"Kind of CPU, with `cpus`; `shared` when absent.","examples":["shared"]},"cpus":{"type":"integer","description":"Number of CPUs: 1, 2, 4, 6 or 8 shared ones; 1, 2, 4, 6, 8, 10, 12, 14 or 16 performance ones.","minimum":1,"maximum":16,"examples":[2]},"memoryMb":{"type":"integer","description":"Memory in MB: shared 256 to 2048 per CPU in steps of 256, performance 2048 to 8192 per CPU in steps of 1024. The least of its kind when absent.","minimum":256,"maximum":131072,"examples":[512]},"env":{"type":"object","description":"Environment variables. Values are text: put numbers in quotes. Secrets do not belong here.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]{0,254}$","patternErrorMessage":"a name of an environment variable: at most 255 letters, digits and underscores, not beginning with a digit"},"additionalProperties":{"type":"string","maxLength":65536},"maxProperties":1000,"examples":[{"LOG_LEVEL":"info"}]},"entrypoint":{"type":"array","description":"Runs instead of the image's entrypoint. Excluded by `processes`.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/entry.sh"]]},"command":{"type":"array","description":"Runs instead of the image's command, with the entrypoint before it. Excluded by `processes`.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["serve","--port","8080"]]},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"maxItems":50,"description":"What of the Machines Fly's proxy serves to the world or to the private network.","examples":[[{"internalPort":8080,"ports":[{"port":443,"handlers":["tls","http"]}]}]]},"checks":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9_-]{0,62}$","patternErrorMessage":"a name of at most 63 lower-case letters, digits, dashes and underscores that begins with a letter"},"additionalProperties":{"$ref":"#/definitions/machineCheck"},"maxProperties":20,"description":"Checks by name. A new version counts as healthy when all of them pass.","examples":[{"alive":{"type":"http","port":8080,"path":"/healthz","interval":"15s","timeout":"2s"}}]},"files":{"type":"array","items":{"$ref":"#/definitions/file"},"maxItems":100,"description":"Files to write into each Machine before it starts. No two have one path.","examples":[[{"path":"/etc/app/config.toml","content":"listen = 8080\n"}]]},"processes":{"type":"array","items":{"$ref":"#/definitions/process"},"maxItems":20,"description":"Several programs in one Machine, instead of entrypoint and command.","examples":[[{"command":["web"]},{"command":["worker"]}]]},"restart":{"type":"object","description":"What Fly does when the program ends.","additionalProperties":false,"properties":{"policy":{"type":"string","enum":["no","on-failure","always"],"default":"always","description":"`no`: the Machine runs once and is left as it ended. `on-failure`: Fly restarts it unless it ended with 0. `always`: Fly always restarts it.","examples":["always"]},"maxRetries":{"type":"integer","description":"How often Fly restarts within five minutes; only with `policy: on-failure`. Fly takes 10 when it is absent.","minimum":0,"maximum":1000,"examples":[10]}},"examples":[{"policy":"on-failure","maxRetries":10}]},"stop":{"type":"object","description":"How Fly stops the program.","additionalProperties":false,"properties":{"signal":{"type":"string","enum":["SIGHUP","SIGINT","SIGQUIT","SIGKILL","SIGUSR1","SIGUSR2","SIGTERM"],"description":"The signal that asks the program to end. Fly takes SIGINT when it is absent.","examples":["SIGTERM"]},"timeout":{"type":"string","description":"How long the program may take until it is killed. Fly takes 5s when it is absent, and waits 300s at most.","examples":["30s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"}},"examples":[{"signal":"SIGTERM","timeout":"30s"}]},"schedule":{"type":"string","enum":["hourly","daily","weekly","monthly"],"description":"Fly starts the Machine by the clock, about this often, counted from its creation, and Artifact does not start it. Services with `autostart` or `autostop` are excluded.","examples":["daily"]},"metadata":{"type":"object","description":"Metadata of the Machines, visible to the app's own DNS. Changes without a restart. Keys of Fly and of Artifact are reserved.","propertyNames":{"pattern":"^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$","patternErrorMessage":"a name of at most 63 letters, digits, dots, dashes and underscores that begins with a letter or an underscore; what begins with artifact_, label_, fly_ or fly- is reserved"},"additionalProperties":{"type":"string","minLength":1,"maxLength":4096},"maxProperties":50,"examples":[{"role":"primary"}]},"labels":{"type":"object","description":"For finding Machines; written into their metadata as `label_KEY`. Changes without a restart.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_.-]{0,56}$","patternErrorMessage":"a name of at most 57 letters, digits, dots, dashes and underscores that begins with a letter or an underscore"},"additionalProperties":{"type":"string","minLength":1,"maxLength":256},"maxProperties":50,"examples":[{"team":"payments"}]},"volume":{"type":"object","description":"A volume for each Machine of the group, so that what it writes there outlives it. Volumes belong to places, not to Machines: a place that comes back within `keepFor` has its data again.","additionalProperties":false,"properties":{"path":{"type":"string","description":"Where the volume is mounted. An absolute path, and not the root.","examples":["/data"],"pattern":"^(/[A-Za-z0-9_.-]+)+$","maxLength":256,"patternErrorMessage":"an absolute path like /data"},"sizeGb":{"type":"integer","minimum":1,"maximum":500,"description":"Size in GB. It can only grow, since Fly does not shrink volumes; one that is larger already stays so.","examples":[10]},"snapshotDays":{"type":"integer","minimum":1,"maximum":60,"default":5,"description":"For how many days Fly keeps each snapshot.","examples":[14]},"autoBackup":{"type":"boolean","default":true,"description":"Whether Fly takes a snapshot each day.","examples":[true]},"encrypted":{"type":"boolean","default":true,"description":"Whether Fly encrypts it at rest. Cannot change while there are volumes of the group.","examples":[true]},"keepFor":{"type":"string","description":"How long a volume stays for which the spec has no place any more. After that a snapshot is taken and the volume is deleted. 1h at least.","examples":["30d"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","default":"7d","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"onLostHost":{"type":"string","enum":["wait","fork","restore"],"description":"What becomes of a place that cannot go on where its volume is. `wait`, also when nothing is said: it waits for the host, or for a person. `fork`: where the host has had no room for the Machine for some minutes, the volume is copied to another host; nothing is missing there, and the former one goes after `keepFor`. `restore`: the same; and where Fly has not reached the host for ten minutes, or somebody else deleted the volume, another is made from the newest snapshot; what was written after that is missing there, and the lost one is kept and told in the status.","examples":["restore"]}},"required":["path","sizeGb"],"examples":[{"path":"/data","sizeGb":10,"snapshotDays":14}]},"dns":{"type":"object","description":"Name resolution inside the Machine.","additionalProperties":false,"properties":{"skipRegistration":{"type":"boolean","description":"Keep the Machine out of the app's internal DNS.","examples":[false]},"nameservers":{"type":"array","description":"Name servers to ask instead of Fly's own, which knows `.internal` names.","items":{"type":"string","maxLength":253},"maxItems":20,"examples":[["fdaa::3"]]},"searches":{"type":"array","description":"Domains that are tried after a short name.","items":{"type":"string","maxLength":253},"maxItems":20,"examples":[["internal"]]},"options":{"type":"object","additionalProperties":{"type":"string","maxLength":256},"maxProperties":50,"description":"Options of the resolver, as in resolv.conf.","examples":[{"ndots":"1"}]},"forwardRules":{"type":"object","additionalProperties":{"type":"string","maxLength":256},"maxProperties":50,"description":"Which name server answers for which domain.","examples":[{"corp.example.com":"10.0.0.53"}]},"hostname":{"type":"string","description":"Host name of the Machine; Fly's own choice when absent.","examples":["web"],"maxLength":253},"hostnameFqdn":{"type":"string","description":"Full host name of the Machine, with its domain.","examples":["web.example.com"],"maxLength":253}},"examples":[{"searches":["internal"]}]}},"required":["image"],"examples":[{"image":"registry.fly.io/acme:v12","regions":{"ams":2},"size":"shared-cpu-1x"}]},"window":{"type":"object","description":"A time of the week by the clocks of a place.","additionalProperties":false,"properties":{"days":{"type":"array","description":"Days on which the window opens. Every day when absent.","items":{"type":"string","enum":["mon","tue","wed","thu","fri","sat","sun"]},"maxItems":7,"uniqueItems":true,"examples":[["sat","sun"]]},"from":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$","patternErrorMessage":"a time of day like 02:00","description":"When the window opens.","examples":["02:00"]},"to":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$","patternErrorMessage":"a time of day like 02:00","description":"When the window closes; on the next day if that is not after `from`.","examples":["05:00"]},"timezone":{"type":"string","maxLength":64,"default":"UTC","description":"Whose clocks count, by the name of a time zone.","examples":["Europe/Amsterdam"]}},"required":["from","to"],"examples":[{"from":"02:00","to":"05:00"}]}}};
const schema12 = {"type":"string","enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"],"description":"A region of Fly, by its three letters.","examples":["ams"]};
const schema21 = {"type":"object","description":"An address that is reached from one private network.","additionalProperties":false,"properties":{"network":{"type":"string","description":"Network from which it is reached; requests from anywhere else do not get there. The app's own when absent.","examples":["acme"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"}},"examples":[{"network":"acme"}]};
const schema22 = {"type":"object","description":"Where the value of one secret comes from: either `provided` or `generate`.","additionalProperties":false,"properties":{"provided":{"type":"boolean","const":true,"description":"Somebody hands it in: `artifact secret set APP NAME` reads it from standard input. Until then no Machine is made.","examples":[true]},"generate":{"type":"object","description":"Artifact makes it, of cryptographic chance, writes it to Fly and forgets it: nobody can look it up.","additionalProperties":false,"properties":{"length":{"type":"integer","minimum":16,"maximum":256,"default":32,"description":"How many characters. Of `digits` take more than of the others, which hold more in each.","examples":[48]},"alphabet":{"type":"string","enum":["base62","base64url","hex","lower","digits"],"default":"base62","description":"Of which characters: `base62` is letters and digits, `base64url` has `-` and `_` besides, `lower` is small letters alone.","examples":["hex"]}},"examples":[{"length":48,"alphabet":"base62"}]},"rotateEvery":{"type":"string","description":"Only with `generate`: how old a value may become, at least an hour. Then another takes its place, and the Machines restart as a rollout does. There is no overlap of old and new.","examples":["90d"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 12h or 90d"}},"examples":[{"provided":true}]};
const schema23 = {"type":"object","description":"A time of the week by the clocks of a place.","additionalProperties":false,"properties":{"days":{"type":"array","description":"Days on which the window opens. Every day when absent.","items":{"type":"string","enum":["mon","tue","wed","thu","fri","sat","sun"]},"maxItems":7,"uniqueItems":true,"examples":[["sat","sun"]]},"from":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$","patternErrorMessage":"a time of day like 02:00","description":"When the window opens.","examples":["02:00"]},"to":{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]$","patternErrorMessage":"a time of day like 02:00","description":"When the window closes; on the next day if that is not after `from`.","examples":["05:00"]},"timezone":{"type":"string","maxLength":64,"default":"UTC","description":"Whose clocks count, by the name of a time zone.","examples":["Europe/Amsterdam"]}},"required":["from","to"],"examples":[{"from":"02:00","to":"05:00"}]};
const func2 = require("ajv/dist/runtime/ucs2length").default;
const func4 = Object.prototype.hasOwnProperty;
const pattern0 = new RegExp("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", "u");
const pattern1 = new RegExp("^[A-Za-z_][A-Za-z0-9_.-]{0,62}$", "u");
const pattern4 = new RegExp("^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$", "u");
const pattern26 = new RegExp("^[A-Z_][A-Z0-9_]{0,127}$", "u");
const pattern7 = new RegExp("^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$", "u");
const pattern28 = new RegExp("^([1-9][0-9]?|100)%$", "u");
const pattern34 = new RegExp("^(/([^~/]|~[01])+)+$", "u");
const pattern35 = new RegExp("^([01][0-9]|2[0-3]):[0-5][0-9]$", "u");
const schema13 = {"type":"object","description":"Machines of one kind: the same image and config, any number of them in any regions.","additionalProperties":false,"properties":{"image":{"type":"string","description":"The image to run. What a tag stands for is looked up once, when the App first runs it, and stays so: for another image name another tag, or a digest (`@sha256:…`).","examples":["registry.fly.io/acme:v12","ghcr.io/acme/web@sha256:2c1c9b5bd4a7b0e1e5a5a26cbb5c5a1cbb2b0c8f9de0e0d4c7d2f1a0b9c8d7e6"],"minLength":1,"maxLength":512,"pattern":"^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$","patternErrorMessage":"an image like registry.fly.io/acme:v12, without https:// and without spaces"},"regions":{"type":"object","description":"How many Machines in which region. Either this or `count`.","propertyNames":{"enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"]},"additionalProperties":{"type":"integer","minimum":0,"maximum":1000},"minProperties":1,"examples":[{"ams":2,"iad":1}]},"fallbackRegions":{"type":"array","description":"Where else Machines may be made, in this order, when Fly has no room in their own region, or the organisation has used up its memory there. Not with `volume`. One that was made elsewhere stays there, since moving it back would cost a restart, until another Machine takes its place for some other reason.","items":{"type":"string","$ref":"#/definitions/region"},"minItems":1,"maxItems":18,"uniqueItems":true,"examples":[["fra","cdg"]]},"count":{"type":"integer","description":"How many Machines, all in `spec.primaryRegion`. Either this or `regions`; 1 when neither is there.","minimum":0,"maximum":1000,"examples":[2]},"size":{"type":"string","enum":["shared-cpu-1x","shared-cpu-2x","shared-cpu-4x","shared-cpu-6x","shared-cpu-8x","performance-1x","performance-2x","performance-4x","performance-6x","performance-8x","performance-10x","performance-12x","performance-14x","performance-16x"],"description":"A size from Fly's list. Either this, with `memoryMb` to have more memory, or `cpus`. `shared-cpu-1x` when neither is there.","examples":["shared-cpu-1x"]},"cpuKind":{"type":"string","enum":["shared","performance"],"description":"Kind of CPU, with `cpus`; `shared` when absent.","examples":["shared"]},"cpus":{"type":"integer","description":"Number of CPUs: 1, 2, 4, 6 or 8 shared ones; 1, 2, 4, 6, 8, 10, 12, 14 or 16 performance ones.","minimum":1,"maximum":16,"examples":[2]},"memoryMb":{"type":"integer","description":"Memory in MB: shared 256 to 2048 per CPU in steps of 256, performance 2048 to 8192 per CPU in steps of 1024. The least of its kind when absent.","minimum":256,"maximum":131072,"examples":[512]},"env":{"type":"object","description":"Environment variables. Values are text: put numbers in quotes. Secrets do not belong here.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]{0,254}$","patternErrorMessage":"a name of an environment variable: at most 255 letters, digits and underscores, not beginning with a digit"},"additionalProperties":{"type":"string","maxLength":65536},"maxProperties":1000,"examples":[{"LOG_LEVEL":"info"}]},"entrypoint":{"type":"array","description":"Runs instead of the image's entrypoint. Excluded by `processes`.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/entry.sh"]]},"command":{"type":"array","description":"Runs instead of the image's command, with the entrypoint before it. Excluded by `processes`.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["serve","--port","8080"]]},"services":{"type":"array","items":{"$ref":"#/definitions/service"},"maxItems":50,"description":"What of the Machines Fly's proxy serves to the world or to the private network.","examples":[[{"internalPort":8080,"ports":[{"port":443,"handlers":["tls","http"]}]}]]},"checks":{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9_-]{0,62}$","patternErrorMessage":"a name of at most 63 lower-case letters, digits, dashes and underscores that begins with a letter"},"additionalProperties":{"$ref":"#/definitions/machineCheck"},"maxProperties":20,"description":"Checks by name. A new version counts as healthy when all of them pass.","examples":[{"alive":{"type":"http","port":8080,"path":"/healthz","interval":"15s","timeout":"2s"}}]},"files":{"type":"array","items":{"$ref":"#/definitions/file"},"maxItems":100,"description":"Files to write into each Machine before it starts. No two have one path.","examples":[[{"path":"/etc/app/config.toml","content":"listen = 8080\n"}]]},"processes":{"type":"array","items":{"$ref":"#/definitions/process"},"maxItems":20,"description":"Several programs in one Machine, instead of entrypoint and command.","examples":[[{"command":["web"]},{"command":["worker"]}]]},"restart":{"type":"object","description":"What Fly does when the program ends.","additionalProperties":false,"properties":{"policy":{"type":"string","enum":["no","on-failure","always"],"default":"always","description":"`no`: the Machine runs once and is left as it ended. `on-failure`: Fly restarts it unless it ended with 0. `always`: Fly always restarts it.","examples":["always"]},"maxRetries":{"type":"integer","description":"How often Fly restarts within five minutes; only with `policy: on-failure`. Fly takes 10 when it is absent.","minimum":0,"maximum":1000,"examples":[10]}},"examples":[{"policy":"on-failure","maxRetries":10}]},"stop":{"type":"object","description":"How Fly stops the program.","additionalProperties":false,"properties":{"signal":{"type":"string","enum":["SIGHUP","SIGINT","SIGQUIT","SIGKILL","SIGUSR1","SIGUSR2","SIGTERM"],"description":"The signal that asks the program to end. Fly takes SIGINT when it is absent.","examples":["SIGTERM"]},"timeout":{"type":"string","description":"How long the program may take until it is killed. Fly takes 5s when it is absent, and waits 300s at most.","examples":["30s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"}},"examples":[{"signal":"SIGTERM","timeout":"30s"}]},"schedule":{"type":"string","enum":["hourly","daily","weekly","monthly"],"description":"Fly starts the Machine by the clock, about this often, counted from its creation, and Artifact does not start it. Services with `autostart` or `autostop` are excluded.","examples":["daily"]},"metadata":{"type":"object","description":"Metadata of the Machines, visible to the app's own DNS. Changes without a restart. Keys of Fly and of Artifact are reserved.","propertyNames":{"pattern":"^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$","patternErrorMessage":"a name of at most 63 letters, digits, dots, dashes and underscores that begins with a letter or an underscore; what begins with artifact_, label_, fly_ or fly- is reserved"},"additionalProperties":{"type":"string","minLength":1,"maxLength":4096},"maxProperties":50,"examples":[{"role":"primary"}]},"labels":{"type":"object","description":"For finding Machines; written into their metadata as `label_KEY`. Changes without a restart.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_.-]{0,56}$","patternErrorMessage":"a name of at most 57 letters, digits, dots, dashes and underscores that begins with a letter or an underscore"},"additionalProperties":{"type":"string","minLength":1,"maxLength":256},"maxProperties":50,"examples":[{"team":"payments"}]},"volume":{"type":"object","description":"A volume for each Machine of the group, so that what it writes there outlives it. Volumes belong to places, not to Machines: a place that comes back within `keepFor` has its data again.","additionalProperties":false,"properties":{"path":{"type":"string","description":"Where the volume is mounted. An absolute path, and not the root.","examples":["/data"],"pattern":"^(/[A-Za-z0-9_.-]+)+$","maxLength":256,"patternErrorMessage":"an absolute path like /data"},"sizeGb":{"type":"integer","minimum":1,"maximum":500,"description":"Size in GB. It can only grow, since Fly does not shrink volumes; one that is larger already stays so.","examples":[10]},"snapshotDays":{"type":"integer","minimum":1,"maximum":60,"default":5,"description":"For how many days Fly keeps each snapshot.","examples":[14]},"autoBackup":{"type":"boolean","default":true,"description":"Whether Fly takes a snapshot each day.","examples":[true]},"encrypted":{"type":"boolean","default":true,"description":"Whether Fly encrypts it at rest. Cannot change while there are volumes of the group.","examples":[true]},"keepFor":{"type":"string","description":"How long a volume stays for which the spec has no place any more. After that a snapshot is taken and the volume is deleted. 1h at least.","examples":["30d"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","default":"7d","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"onLostHost":{"type":"string","enum":["wait","fork","restore"],"description":"What becomes of a place that cannot go on where its volume is. `wait`, also when nothing is said: it waits for the host, or for a person. `fork`: where the host has had no room for the Machine for some minutes, the volume is copied to another host; nothing is missing there, and the former one goes after `keepFor`. `restore`: the same; and where Fly has not reached the host for ten minutes, or somebody else deleted the volume, another is made from the newest snapshot; what was written after that is missing there, and the lost one is kept and told in the status.","examples":["restore"]}},"required":["path","sizeGb"],"examples":[{"path":"/data","sizeGb":10,"snapshotDays":14}]},"dns":{"type":"object","description":"Name resolution inside the Machine.","additionalProperties":false,"properties":{"skipRegistration":{"type":"boolean","description":"Keep the Machine out of the app's internal DNS.","examples":[false]},"nameservers":{"type":"array","description":"Name servers to ask instead of Fly's own, which knows `.internal` names.","items":{"type":"string","maxLength":253},"maxItems":20,"examples":[["fdaa::3"]]},"searches":{"type":"array","description":"Domains that are tried after a short name.","items":{"type":"string","maxLength":253},"maxItems":20,"examples":[["internal"]]},"options":{"type":"object","additionalProperties":{"type":"string","maxLength":256},"maxProperties":50,"description":"Options of the resolver, as in resolv.conf.","examples":[{"ndots":"1"}]},"forwardRules":{"type":"object","additionalProperties":{"type":"string","maxLength":256},"maxProperties":50,"description":"Which name server answers for which domain.","examples":[{"corp.example.com":"10.0.0.53"}]},"hostname":{"type":"string","description":"Host name of the Machine; Fly's own choice when absent.","examples":["web"],"maxLength":253},"hostnameFqdn":{"type":"string","description":"Full host name of the Machine, with its domain.","examples":["web.example.com"],"maxLength":253}},"examples":[{"searches":["internal"]}]}},"required":["image"],"examples":[{"image":"registry.fly.io/acme:v12","regions":{"ams":2},"size":"shared-cpu-1x"}]};
const schema18 = {"type":"object","description":"A check of the Machine, whether or not it has a service.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["tcp","http"],"description":"`tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.","examples":["http"]},"port":{"type":"integer","description":"Port inside the Machine.","minimum":1,"maximum":65535,"examples":[8080]},"interval":{"type":"string","description":"Time between two checks.","examples":["15s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"timeout":{"type":"string","description":"How long one check may take; not longer than `interval`.","examples":["2s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"gracePeriod":{"type":"string","description":"How long after the Machine's start failures do not count.","examples":["10s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS"],"description":"HTTP method of an `http` check. Fly takes GET when it is absent.","examples":["GET"]},"path":{"type":"string","description":"Path that an `http` check asks for.","examples":["/healthz"],"pattern":"^/","maxLength":2048,"patternErrorMessage":"a path that begins with /"},"protocol":{"type":"string","enum":["http","https"],"description":"Whether an `http` check speaks plain HTTP or HTTPS.","examples":["http"]},"tlsServerName":{"type":"string","description":"Name to expect in the certificate; with `protocol: https`.","examples":["acme.example.com"],"maxLength":253},"tlsSkipVerify":{"type":"boolean","description":"Accept any certificate; with `protocol: https`.","examples":[false]},"headers":{"type":"object","description":"Headers to send with an `http` check.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"X-Probe":"artifact"}]},"kind":{"type":"string","enum":["informational","readiness"],"description":"`readiness`: while it fails, Fly's proxy sends the Machine no requests. `informational`: it is only shown. Either must pass for a rollout to go on.","examples":["readiness"]}},"required":["type","port"],"examples":[{"type":"http","port":8080,"path":"/healthz","interval":"15s","timeout":"2s"}]};
const schema19 = {"type":"object","description":"A file that Fly writes into the Machine before it starts.","additionalProperties":false,"properties":{"path":{"type":"string","description":"Where the file is put: an absolute path inside the Machine.","examples":["/etc/app/config.toml"],"pattern":"^/[^\\u0000]*$","maxLength":4096,"patternErrorMessage":"an absolute path, which begins with /"},"content":{"type":"string","description":"What is in the file, as text. Either this or `contentBase64`. Secrets do not belong here.","examples":["listen = 8080\n"],"maxLength":200000},"contentBase64":{"type":"string","description":"What is in the file, as base64, for what is not text. Either this or `content`.","examples":["bGlzdGVuID0gODA4MAo="],"pattern":"^[A-Za-z0-9+/]*={0,2}$","maxLength":250000,"patternErrorMessage":"base64: A–Z, a–z, 0–9, + and /, filled up with ="},"mode":{"type":"string","description":"Permissions of the file, as an octal number in quotes. Fly's own choice when absent.","examples":["0644"],"pattern":"^0[0-7]{3}$","patternErrorMessage":"four octal digits in quotes, like \"0644\""}},"required":["path"],"examples":[{"path":"/etc/app/config.toml","content":"listen = 8080\n"}]};
const schema20 = {"type":"object","description":"One of several programs in one Machine.","additionalProperties":false,"properties":{"exec":{"type":"array","description":"Program and arguments to run, past the image's entrypoint and command. Excludes both.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/bin/app"]]},"entrypoint":{"type":"array","description":"Runs instead of the image's entrypoint.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["/entry.sh"]]},"command":{"type":"array","description":"Runs instead of the image's command, with the entrypoint before it.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["serve"]]},"user":{"type":"string","description":"User to run the program as; the image's own when absent.","examples":["app"],"maxLength":64},"env":{"type":"object","description":"More environment variables for this program.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_]{0,254}$","patternErrorMessage":"a name of an environment variable: at most 255 letters, digits and underscores, not beginning with a digit"},"additionalProperties":{"type":"string","maxLength":65536},"maxProperties":1000,"examples":[{"LOG_LEVEL":"info"}]}},"examples":[{"command":["worker"]}]};
const pattern5 = new RegExp("^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$", "u");
const pattern6 = new RegExp("^[A-Za-z_][A-Za-z0-9_]{0,254}$", "u");
const pattern11 = new RegExp("^[a-z][a-z0-9_-]{0,62}$", "u");
const pattern10 = new RegExp("^/", "u");
const pattern16 = new RegExp("^/[^\\u0000]*$", "u");
const pattern17 = new RegExp("^[A-Za-z0-9+/]*={0,2}$", "u");
const pattern18 = new RegExp("^0[0-7]{3}$", "u");
const pattern21 = new RegExp("^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$", "u");
const pattern22 = new RegExp("^[A-Za-z_][A-Za-z0-9_.-]{0,56}$", "u");
const pattern23 = new RegExp("^(/[A-Za-z0-9_.-]+)+$", "u");
const schema15 = {"type":"object","description":"A port of the Machines that Fly's proxy sends connections to. It is public only when the app has an address.","additionalProperties":false,"properties":{"protocol":{"type":"string","enum":["tcp","udp"],"default":"tcp","description":"Transport protocol that the service speaks.","examples":["tcp"]},"internalPort":{"type":"integer","description":"Port that the program listens on inside the Machine.","minimum":1,"maximum":65535,"examples":[8080]},"ports":{"type":"array","items":{"$ref":"#/definitions/port"},"maxItems":100,"description":"Public ports at which Fly's proxy takes connections for this service. No two entries of a group share a port.","examples":[[{"port":443,"handlers":["tls","http"]}]]},"concurrency":{"type":"object","description":"How much one Machine takes before the proxy prefers another.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["connections","requests"],"default":"connections","description":"What is counted: open connections, or requests under way.","examples":["requests"]},"softLimit":{"type":"integer","description":"Beyond this the proxy prefers other Machines, and starts one if `autostart` is on. Fly takes 20 when it is absent.","minimum":1,"maximum":1000000,"examples":[20]},"hardLimit":{"type":"integer","description":"Beyond this the Machine gets no more. At least `softLimit`; no limit when it is absent.","minimum":1,"maximum":1000000,"examples":[25]}},"examples":[{"type":"requests","softLimit":20,"hardLimit":25}]},"checks":{"type":"array","items":{"$ref":"#/definitions/serviceCheck"},"maxItems":20,"description":"Checks of this service. While one fails, Fly's proxy sends the Machine no requests.","examples":[[{"type":"http","path":"/healthz","interval":"15s","timeout":"2s"}]]},"autostart":{"type":"boolean","description":"Fly's proxy starts a stopped Machine when a request needs it.","examples":[true]},"autostop":{"type":"string","enum":["off","stop","suspend"],"description":"What Fly's proxy does with a Machine that has nothing to do. With `stop` or `suspend` the proxy owns whether it runs, and Artifact does not start it; `autostart` must be `true` then.","examples":["stop"]},"minMachinesRunning":{"type":"integer","description":"How many Machines the proxy keeps running in the primary region, however idle they are.","minimum":0,"maximum":1000,"examples":[1]}},"required":["internalPort"],"examples":[{"internalPort":8080,"ports":[{"port":443,"handlers":["tls","http"]}]}]};
const schema16 = {"type":"object","description":"A public port of a service. Without handlers Fly passes the raw connection through.","additionalProperties":false,"properties":{"port":{"type":"integer","description":"The public port. Either this, or `startPort` and `endPort`.","minimum":1,"maximum":65535,"examples":[443]},"startPort":{"type":"integer","description":"First port of a range, with `endPort`, instead of `port`.","minimum":1,"maximum":65535,"examples":[9000]},"endPort":{"type":"integer","description":"Last port of a range that begins at `startPort`.","minimum":1,"maximum":65535,"examples":[9010]},"handlers":{"type":"array","description":"What Fly's proxy does with the connection, in order: `tls` ends TLS, `http` reads HTTP, `pg_tls` ends TLS as PostgreSQL does it, `proxy_proto` tells the Machine the caller's address.","items":{"type":"string","enum":["http","tls","pg_tls","proxy_proto"]},"uniqueItems":true,"maxItems":4,"examples":[["tls","http"]]},"forceHttps":{"type":"boolean","description":"Answer plain HTTP with a redirect to HTTPS. Needs the `http` handler.","examples":[true]},"tls":{"type":"object","description":"How TLS is ended. Needs the `tls` handler.","additionalProperties":false,"properties":{"alpn":{"type":"array","description":"Application protocols to offer while TLS is set up, the preferred one first.","items":{"type":"string","maxLength":65536},"maxItems":1000,"examples":[["h2","http/1.1"]]},"versions":{"type":"array","items":{"type":"string","enum":["TLSv1.2","TLSv1.3"]},"uniqueItems":true,"maxItems":2,"description":"TLS versions to accept. Fly's own choice when absent.","examples":[["TLSv1.3"]]},"defaultSelfSigned":{"type":"boolean","description":"Answer with a self-signed certificate where there is no other.","examples":[false]}},"examples":[{"versions":["TLSv1.3"]}]},"http":{"type":"object","description":"How HTTP is handled. Needs the `http` handler.","additionalProperties":false,"properties":{"compress":{"type":"boolean","description":"Compress answers.","examples":[true]},"h2Backend":{"type":"boolean","description":"Speak HTTP/2 without TLS to the Machine.","examples":[false]},"idleTimeoutSeconds":{"type":"integer","description":"Seconds until an idle connection is closed.","minimum":1,"maximum":86400,"examples":[60]},"headersReadTimeoutSeconds":{"type":"integer","description":"Seconds within which the request's headers must have come.","minimum":1,"maximum":86400,"examples":[15]},"responseHeaders":{"type":"object","description":"Headers to set on each answer, whatever the Machine sent.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"Strict-Transport-Security":"max-age=31536000"}]},"pristine":{"type":"boolean","description":"Leave the answer's headers as the Machine sent them.","examples":[false]}},"examples":[{"compress":true}]},"proxyProtoVersion":{"type":"string","enum":["v1","v2"],"description":"Version of the PROXY protocol. Needs the `proxy_proto` handler.","examples":["v2"]}},"examples":[{"port":443,"handlers":["tls","http"]}]};
const schema17 = {"type":"object","description":"A check of a service: while it fails, Fly's proxy sends the Machine no requests.","additionalProperties":false,"properties":{"type":{"type":"string","enum":["tcp","http"],"description":"`tcp`: passes when the port accepts a connection. `http`: passes when the answer is 2xx.","examples":["http"]},"port":{"type":"integer","description":"Port inside the Machine; the service's `internalPort` when absent.","minimum":1,"maximum":65535,"examples":[8080]},"interval":{"type":"string","description":"Time between two checks. At most 60s.","examples":["15s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"timeout":{"type":"string","description":"How long one check may take; not longer than `interval`.","examples":["2s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"gracePeriod":{"type":"string","description":"How long after the Machine's start failures do not count.","examples":["10s"],"pattern":"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$","patternErrorMessage":"a number and a unit, like 30s, 5m or 1h"},"method":{"type":"string","enum":["GET","HEAD","POST","PUT","OPTIONS"],"description":"HTTP method of an `http` check. Fly takes GET when it is absent.","examples":["GET"]},"path":{"type":"string","description":"Path that an `http` check asks for.","examples":["/healthz"],"pattern":"^/","maxLength":2048,"patternErrorMessage":"a path that begins with /"},"protocol":{"type":"string","enum":["http","https"],"description":"Whether an `http` check speaks plain HTTP or HTTPS.","examples":["http"]},"tlsServerName":{"type":"string","description":"Name to expect in the certificate; with `protocol: https`.","examples":["acme.example.com"],"maxLength":253},"tlsSkipVerify":{"type":"boolean","description":"Accept any certificate; with `protocol: https`.","examples":[false]},"headers":{"type":"object","description":"Headers to send with an `http` check.","additionalProperties":{"type":"string","maxLength":4096},"maxProperties":50,"examples":[{"X-Probe":"artifact"}]}},"required":["type"],"examples":[{"type":"http","path":"/healthz","interval":"15s","timeout":"2s","gracePeriod":"10s"}]};

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.protocol === undefined){
data.protocol = "tcp";
}
if(data.internalPort === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "internalPort"},message:"must have required property '"+"internalPort"+"'",schema:schema15.required,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!((((((((key0 === "protocol") || (key0 === "internalPort")) || (key0 === "ports")) || (key0 === "concurrency")) || (key0 === "checks")) || (key0 === "autostart")) || (key0 === "autostop")) || (key0 === "minMachinesRunning"))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
let data0 = data.protocol;
if(typeof data0 !== "string"){
const err2 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.protocol.type,parentSchema:schema15.properties.protocol,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(!((data0 === "tcp") || (data0 === "udp"))){
const err3 = {instancePath:instancePath+"/protocol",schemaPath:"#/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema15.properties.protocol.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.protocol.enum,parentSchema:schema15.properties.protocol,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(data.internalPort !== undefined){
let data1 = data.internalPort;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
const err4 = {instancePath:instancePath+"/internalPort",schemaPath:"#/properties/internalPort/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema15.properties.internalPort.type,parentSchema:schema15.properties.internalPort,data:data1};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 65535 || isNaN(data1)){
const err5 = {instancePath:instancePath+"/internalPort",schemaPath:"#/properties/internalPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema15.properties.internalPort,data:data1};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if(data1 < 1 || isNaN(data1)){
const err6 = {instancePath:instancePath+"/internalPort",schemaPath:"#/properties/internalPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema15.properties.internalPort,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
}
if(data.ports !== undefined){
let data2 = data.ports;
if(Array.isArray(data2)){
if(data2.length > 100){
const err7 = {instancePath:instancePath+"/ports",schemaPath:"#/properties/ports/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema15.properties.ports,data:data2};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 in data3){
if(!((((((((key1 === "port") || (key1 === "startPort")) || (key1 === "endPort")) || (key1 === "handlers")) || (key1 === "forceHttps")) || (key1 === "tls")) || (key1 === "http")) || (key1 === "proxyProtoVersion"))){
const err8 = {instancePath:instancePath+"/ports/" + i0,schemaPath:"#/definitions/port/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema16,data:data3};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data3.port !== undefined){
let data4 = data3.port;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
const err9 = {instancePath:instancePath+"/ports/" + i0+"/port",schemaPath:"#/definitions/port/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.port.type,parentSchema:schema16.properties.port,data:data4};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 65535 || isNaN(data4)){
const err10 = {instancePath:instancePath+"/ports/" + i0+"/port",schemaPath:"#/definitions/port/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema16.properties.port,data:data4};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data4 < 1 || isNaN(data4)){
const err11 = {instancePath:instancePath+"/ports/" + i0+"/port",schemaPath:"#/definitions/port/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema16.properties.port,data:data4};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
if(data3.startPort !== undefined){
let data5 = data3.startPort;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err12 = {instancePath:instancePath+"/ports/" + i0+"/startPort",schemaPath:"#/definitions/port/properties/startPort/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.startPort.type,parentSchema:schema16.properties.startPort,data:data5};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 65535 || isNaN(data5)){
const err13 = {instancePath:instancePath+"/ports/" + i0+"/startPort",schemaPath:"#/definitions/port/properties/startPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema16.properties.startPort,data:data5};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data5 < 1 || isNaN(data5)){
const err14 = {instancePath:instancePath+"/ports/" + i0+"/startPort",schemaPath:"#/definitions/port/properties/startPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema16.properties.startPort,data:data5};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
}
if(data3.endPort !== undefined){
let data6 = data3.endPort;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
const err15 = {instancePath:instancePath+"/ports/" + i0+"/endPort",schemaPath:"#/definitions/port/properties/endPort/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.endPort.type,parentSchema:schema16.properties.endPort,data:data6};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 65535 || isNaN(data6)){
const err16 = {instancePath:instancePath+"/ports/" + i0+"/endPort",schemaPath:"#/definitions/port/properties/endPort/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema16.properties.endPort,data:data6};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data6 < 1 || isNaN(data6)){
const err17 = {instancePath:instancePath+"/ports/" + i0+"/endPort",schemaPath:"#/definitions/port/properties/endPort/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema16.properties.endPort,data:data6};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
if(data3.handlers !== undefined){
let data7 = data3.handlers;
if(Array.isArray(data7)){
if(data7.length > 4){
const err18 = {instancePath:instancePath+"/ports/" + i0+"/handlers",schemaPath:"#/definitions/port/properties/handlers/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items",schema:4,parentSchema:schema16.properties.handlers,data:data7};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
const len1 = data7.length;
for(let i1=0; i1<len1; i1++){
let data8 = data7[i1];
if(typeof data8 !== "string"){
const err19 = {instancePath:instancePath+"/ports/" + i0+"/handlers/" + i1,schemaPath:"#/definitions/port/properties/handlers/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.handlers.items.type,parentSchema:schema16.properties.handlers.items,data:data8};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(!((((data8 === "http") || (data8 === "tls")) || (data8 === "pg_tls")) || (data8 === "proxy_proto"))){
const err20 = {instancePath:instancePath+"/ports/" + i0+"/handlers/" + i1,schemaPath:"#/definitions/port/properties/handlers/items/enum",keyword:"enum",params:{allowedValues: schema16.properties.handlers.items.enum},message:"must be equal to one of the allowed values",schema:schema16.properties.handlers.items.enum,parentSchema:schema16.properties.handlers.items,data:data8};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
let i2 = data7.length;
let j0;
if(i2 > 1){
const indices0 = {};
for(;i2--;){
let item0 = data7[i2];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err21 = {instancePath:instancePath+"/ports/" + i0+"/handlers",schemaPath:"#/definitions/port/properties/handlers/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i2+" are identical)",schema:true,parentSchema:schema16.properties.handlers,data:data7};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
break;
}
indices0[item0] = i2;
}
}
}
else {
const err22 = {instancePath:instancePath+"/ports/" + i0+"/handlers",schemaPath:"#/definitions/port/properties/handlers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.handlers.type,parentSchema:schema16.properties.handlers,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data3.forceHttps !== undefined){
let data9 = data3.forceHttps;
if(typeof data9 !== "boolean"){
const err23 = {instancePath:instancePath+"/ports/" + i0+"/forceHttps",schemaPath:"#/definitions/port/properties/forceHttps/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema16.properties.forceHttps.type,parentSchema:schema16.properties.forceHttps,data:data9};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
if(data3.tls !== undefined){
let data10 = data3.tls;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key2 in data10){
if(!(((key2 === "alpn") || (key2 === "versions")) || (key2 === "defaultSelfSigned"))){
const err24 = {instancePath:instancePath+"/ports/" + i0+"/tls",schemaPath:"#/definitions/port/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema16.properties.tls,data:data10};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data10.alpn !== undefined){
let data11 = data10.alpn;
if(Array.isArray(data11)){
if(data11.length > 1000){
const err25 = {instancePath:instancePath+"/ports/" + i0+"/tls/alpn",schemaPath:"#/definitions/port/properties/tls/properties/alpn/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema16.properties.tls.properties.alpn,data:data11};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
const len2 = data11.length;
for(let i3=0; i3<len2; i3++){
let data12 = data11[i3];
if(typeof data12 === "string"){
if(func2(data12) > 65536){
const err26 = {instancePath:instancePath+"/ports/" + i0+"/tls/alpn/" + i3,schemaPath:"#/definitions/port/properties/tls/properties/alpn/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema16.properties.tls.properties.alpn.items,data:data12};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
else {
const err27 = {instancePath:instancePath+"/ports/" + i0+"/tls/alpn/" + i3,schemaPath:"#/definitions/port/properties/tls/properties/alpn/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.tls.properties.alpn.items.type,parentSchema:schema16.properties.tls.properties.alpn.items,data:data12};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
}
else {
const err28 = {instancePath:instancePath+"/ports/" + i0+"/tls/alpn",schemaPath:"#/definitions/port/properties/tls/properties/alpn/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.tls.properties.alpn.type,parentSchema:schema16.properties.tls.properties.alpn,data:data11};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data10.versions !== undefined){
let data13 = data10.versions;
if(Array.isArray(data13)){
if(data13.length > 2){
const err29 = {instancePath:instancePath+"/ports/" + i0+"/tls/versions",schemaPath:"#/definitions/port/properties/tls/properties/versions/maxItems",keyword:"maxItems",params:{limit: 2},message:"must NOT have more than 2 items",schema:2,parentSchema:schema16.properties.tls.properties.versions,data:data13};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
const len3 = data13.length;
for(let i4=0; i4<len3; i4++){
let data14 = data13[i4];
if(typeof data14 !== "string"){
const err30 = {instancePath:instancePath+"/ports/" + i0+"/tls/versions/" + i4,schemaPath:"#/definitions/port/properties/tls/properties/versions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.tls.properties.versions.items.type,parentSchema:schema16.properties.tls.properties.versions.items,data:data14};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!((data14 === "TLSv1.2") || (data14 === "TLSv1.3"))){
const err31 = {instancePath:instancePath+"/ports/" + i0+"/tls/versions/" + i4,schemaPath:"#/definitions/port/properties/tls/properties/versions/items/enum",keyword:"enum",params:{allowedValues: schema16.properties.tls.properties.versions.items.enum},message:"must be equal to one of the allowed values",schema:schema16.properties.tls.properties.versions.items.enum,parentSchema:schema16.properties.tls.properties.versions.items,data:data14};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
let i5 = data13.length;
let j1;
if(i5 > 1){
const indices1 = {};
for(;i5--;){
let item1 = data13[i5];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err32 = {instancePath:instancePath+"/ports/" + i0+"/tls/versions",schemaPath:"#/definitions/port/properties/tls/properties/versions/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i5+" are identical)",schema:true,parentSchema:schema16.properties.tls.properties.versions,data:data13};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
break;
}
indices1[item1] = i5;
}
}
}
else {
const err33 = {instancePath:instancePath+"/ports/" + i0+"/tls/versions",schemaPath:"#/definitions/port/properties/tls/properties/versions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema16.properties.tls.properties.versions.type,parentSchema:schema16.properties.tls.properties.versions,data:data13};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
if(data10.defaultSelfSigned !== undefined){
let data15 = data10.defaultSelfSigned;
if(typeof data15 !== "boolean"){
const err34 = {instancePath:instancePath+"/ports/" + i0+"/tls/defaultSelfSigned",schemaPath:"#/definitions/port/properties/tls/properties/defaultSelfSigned/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema16.properties.tls.properties.defaultSelfSigned.type,parentSchema:schema16.properties.tls.properties.defaultSelfSigned,data:data15};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
}
else {
const err35 = {instancePath:instancePath+"/ports/" + i0+"/tls",schemaPath:"#/definitions/port/properties/tls/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.tls.type,parentSchema:schema16.properties.tls,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data3.http !== undefined){
let data16 = data3.http;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key3 in data16){
if(!((((((key3 === "compress") || (key3 === "h2Backend")) || (key3 === "idleTimeoutSeconds")) || (key3 === "headersReadTimeoutSeconds")) || (key3 === "responseHeaders")) || (key3 === "pristine"))){
const err36 = {instancePath:instancePath+"/ports/" + i0+"/http",schemaPath:"#/definitions/port/properties/http/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema16.properties.http,data:data16};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data16.compress !== undefined){
let data17 = data16.compress;
if(typeof data17 !== "boolean"){
const err37 = {instancePath:instancePath+"/ports/" + i0+"/http/compress",schemaPath:"#/definitions/port/properties/http/properties/compress/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema16.properties.http.properties.compress.type,parentSchema:schema16.properties.http.properties.compress,data:data17};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data16.h2Backend !== undefined){
let data18 = data16.h2Backend;
if(typeof data18 !== "boolean"){
const err38 = {instancePath:instancePath+"/ports/" + i0+"/http/h2Backend",schemaPath:"#/definitions/port/properties/http/properties/h2Backend/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema16.properties.http.properties.h2Backend.type,parentSchema:schema16.properties.http.properties.h2Backend,data:data18};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data16.idleTimeoutSeconds !== undefined){
let data19 = data16.idleTimeoutSeconds;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err39 = {instancePath:instancePath+"/ports/" + i0+"/http/idleTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/idleTimeoutSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.http.properties.idleTimeoutSeconds.type,parentSchema:schema16.properties.http.properties.idleTimeoutSeconds,data:data19};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 86400 || isNaN(data19)){
const err40 = {instancePath:instancePath+"/ports/" + i0+"/http/idleTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/idleTimeoutSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema16.properties.http.properties.idleTimeoutSeconds,data:data19};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data19 < 1 || isNaN(data19)){
const err41 = {instancePath:instancePath+"/ports/" + i0+"/http/idleTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/idleTimeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema16.properties.http.properties.idleTimeoutSeconds,data:data19};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data16.headersReadTimeoutSeconds !== undefined){
let data20 = data16.headersReadTimeoutSeconds;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err42 = {instancePath:instancePath+"/ports/" + i0+"/http/headersReadTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/headersReadTimeoutSeconds/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema16.properties.http.properties.headersReadTimeoutSeconds.type,parentSchema:schema16.properties.http.properties.headersReadTimeoutSeconds,data:data20};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 86400 || isNaN(data20)){
const err43 = {instancePath:instancePath+"/ports/" + i0+"/http/headersReadTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/headersReadTimeoutSeconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 86400},message:"must be <= 86400",schema:86400,parentSchema:schema16.properties.http.properties.headersReadTimeoutSeconds,data:data20};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data20 < 1 || isNaN(data20)){
const err44 = {instancePath:instancePath+"/ports/" + i0+"/http/headersReadTimeoutSeconds",schemaPath:"#/definitions/port/properties/http/properties/headersReadTimeoutSeconds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema16.properties.http.properties.headersReadTimeoutSeconds,data:data20};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data16.responseHeaders !== undefined){
let data21 = data16.responseHeaders;
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
if(Object.keys(data21).length > 50){
const err45 = {instancePath:instancePath+"/ports/" + i0+"/http/responseHeaders",schemaPath:"#/definitions/port/properties/http/properties/responseHeaders/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema16.properties.http.properties.responseHeaders,data:data21};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
for(const key4 in data21){
let data22 = data21[key4];
if(typeof data22 === "string"){
if(func2(data22) > 4096){
const err46 = {instancePath:instancePath+"/ports/" + i0+"/http/responseHeaders/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/port/properties/http/properties/responseHeaders/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema16.properties.http.properties.responseHeaders.additionalProperties,data:data22};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/ports/" + i0+"/http/responseHeaders/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/port/properties/http/properties/responseHeaders/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.http.properties.responseHeaders.additionalProperties.type,parentSchema:schema16.properties.http.properties.responseHeaders.additionalProperties,data:data22};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/ports/" + i0+"/http/responseHeaders",schemaPath:"#/definitions/port/properties/http/properties/responseHeaders/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.http.properties.responseHeaders.type,parentSchema:schema16.properties.http.properties.responseHeaders,data:data21};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data16.pristine !== undefined){
let data23 = data16.pristine;
if(typeof data23 !== "boolean"){
const err49 = {instancePath:instancePath+"/ports/" + i0+"/http/pristine",schemaPath:"#/definitions/port/properties/http/properties/pristine/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema16.properties.http.properties.pristine.type,parentSchema:schema16.properties.http.properties.pristine,data:data23};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
}
else {
const err50 = {instancePath:instancePath+"/ports/" + i0+"/http",schemaPath:"#/definitions/port/properties/http/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.properties.http.type,parentSchema:schema16.properties.http,data:data16};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
if(data3.proxyProtoVersion !== undefined){
let data24 = data3.proxyProtoVersion;
if(typeof data24 !== "string"){
const err51 = {instancePath:instancePath+"/ports/" + i0+"/proxyProtoVersion",schemaPath:"#/definitions/port/properties/proxyProtoVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema16.properties.proxyProtoVersion.type,parentSchema:schema16.properties.proxyProtoVersion,data:data24};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if(!((data24 === "v1") || (data24 === "v2"))){
const err52 = {instancePath:instancePath+"/ports/" + i0+"/proxyProtoVersion",schemaPath:"#/definitions/port/properties/proxyProtoVersion/enum",keyword:"enum",params:{allowedValues: schema16.properties.proxyProtoVersion.enum},message:"must be equal to one of the allowed values",schema:schema16.properties.proxyProtoVersion.enum,parentSchema:schema16.properties.proxyProtoVersion,data:data24};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
}
else {
const err53 = {instancePath:instancePath+"/ports/" + i0,schemaPath:"#/definitions/port/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema16.type,parentSchema:schema16,data:data3};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
else {
const err54 = {instancePath:instancePath+"/ports",schemaPath:"#/properties/ports/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.properties.ports.type,parentSchema:schema15.properties.ports,data:data2};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data.concurrency !== undefined){
let data25 = data.concurrency;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
if(data25.type === undefined){
data25.type = "connections";
}
for(const key5 in data25){
if(!(((key5 === "type") || (key5 === "softLimit")) || (key5 === "hardLimit"))){
const err55 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5},message:"must NOT have additional properties",schema:false,parentSchema:schema15.properties.concurrency,data:data25};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
let data26 = data25.type;
if(typeof data26 !== "string"){
const err56 = {instancePath:instancePath+"/concurrency/type",schemaPath:"#/properties/concurrency/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.concurrency.properties.type.type,parentSchema:schema15.properties.concurrency.properties.type,data:data26};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
if(!((data26 === "connections") || (data26 === "requests"))){
const err57 = {instancePath:instancePath+"/concurrency/type",schemaPath:"#/properties/concurrency/properties/type/enum",keyword:"enum",params:{allowedValues: schema15.properties.concurrency.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.concurrency.properties.type.enum,parentSchema:schema15.properties.concurrency.properties.type,data:data26};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(data25.softLimit !== undefined){
let data27 = data25.softLimit;
if(!(((typeof data27 == "number") && (!(data27 % 1) && !isNaN(data27))) && (isFinite(data27)))){
const err58 = {instancePath:instancePath+"/concurrency/softLimit",schemaPath:"#/properties/concurrency/properties/softLimit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema15.properties.concurrency.properties.softLimit.type,parentSchema:schema15.properties.concurrency.properties.softLimit,data:data27};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if((typeof data27 == "number") && (isFinite(data27))){
if(data27 > 1000000 || isNaN(data27)){
const err59 = {instancePath:instancePath+"/concurrency/softLimit",schemaPath:"#/properties/concurrency/properties/softLimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema15.properties.concurrency.properties.softLimit,data:data27};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
if(data27 < 1 || isNaN(data27)){
const err60 = {instancePath:instancePath+"/concurrency/softLimit",schemaPath:"#/properties/concurrency/properties/softLimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema15.properties.concurrency.properties.softLimit,data:data27};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
if(data25.hardLimit !== undefined){
let data28 = data25.hardLimit;
if(!(((typeof data28 == "number") && (!(data28 % 1) && !isNaN(data28))) && (isFinite(data28)))){
const err61 = {instancePath:instancePath+"/concurrency/hardLimit",schemaPath:"#/properties/concurrency/properties/hardLimit/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema15.properties.concurrency.properties.hardLimit.type,parentSchema:schema15.properties.concurrency.properties.hardLimit,data:data28};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if((typeof data28 == "number") && (isFinite(data28))){
if(data28 > 1000000 || isNaN(data28)){
const err62 = {instancePath:instancePath+"/concurrency/hardLimit",schemaPath:"#/properties/concurrency/properties/hardLimit/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema15.properties.concurrency.properties.hardLimit,data:data28};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
if(data28 < 1 || isNaN(data28)){
const err63 = {instancePath:instancePath+"/concurrency/hardLimit",schemaPath:"#/properties/concurrency/properties/hardLimit/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema15.properties.concurrency.properties.hardLimit,data:data28};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
}
}
else {
const err64 = {instancePath:instancePath+"/concurrency",schemaPath:"#/properties/concurrency/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.properties.concurrency.type,parentSchema:schema15.properties.concurrency,data:data25};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
if(data.checks !== undefined){
let data29 = data.checks;
if(Array.isArray(data29)){
if(data29.length > 20){
const err65 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items",schema:20,parentSchema:schema15.properties.checks,data:data29};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
const len4 = data29.length;
for(let i6=0; i6<len4; i6++){
let data30 = data29[i6];
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(data30.type === undefined){
const err66 = {instancePath:instancePath+"/checks/" + i6,schemaPath:"#/definitions/serviceCheck/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema17.required,parentSchema:schema17,data:data30};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
for(const key6 in data30){
if(!(func4.call(schema17.properties, key6))){
const err67 = {instancePath:instancePath+"/checks/" + i6,schemaPath:"#/definitions/serviceCheck/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema17,data:data30};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data30.type !== undefined){
let data31 = data30.type;
if(typeof data31 !== "string"){
const err68 = {instancePath:instancePath+"/checks/" + i6+"/type",schemaPath:"#/definitions/serviceCheck/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.type.type,parentSchema:schema17.properties.type,data:data31};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!((data31 === "tcp") || (data31 === "http"))){
const err69 = {instancePath:instancePath+"/checks/" + i6+"/type",schemaPath:"#/definitions/serviceCheck/properties/type/enum",keyword:"enum",params:{allowedValues: schema17.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema17.properties.type.enum,parentSchema:schema17.properties.type,data:data31};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
if(data30.port !== undefined){
let data32 = data30.port;
if(!(((typeof data32 == "number") && (!(data32 % 1) && !isNaN(data32))) && (isFinite(data32)))){
const err70 = {instancePath:instancePath+"/checks/" + i6+"/port",schemaPath:"#/definitions/serviceCheck/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema17.properties.port.type,parentSchema:schema17.properties.port,data:data32};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if((typeof data32 == "number") && (isFinite(data32))){
if(data32 > 65535 || isNaN(data32)){
const err71 = {instancePath:instancePath+"/checks/" + i6+"/port",schemaPath:"#/definitions/serviceCheck/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema17.properties.port,data:data32};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(data32 < 1 || isNaN(data32)){
const err72 = {instancePath:instancePath+"/checks/" + i6+"/port",schemaPath:"#/definitions/serviceCheck/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema17.properties.port,data:data32};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
}
if(data30.interval !== undefined){
let data33 = data30.interval;
if(typeof data33 === "string"){
if(!pattern7.test(data33)){
const err73 = {instancePath:instancePath+"/checks/" + i6+"/interval",schemaPath:"#/definitions/serviceCheck/properties/interval/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema17.properties.interval,data:data33};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/checks/" + i6+"/interval",schemaPath:"#/definitions/serviceCheck/properties/interval/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.interval.type,parentSchema:schema17.properties.interval,data:data33};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data30.timeout !== undefined){
let data34 = data30.timeout;
if(typeof data34 === "string"){
if(!pattern7.test(data34)){
const err75 = {instancePath:instancePath+"/checks/" + i6+"/timeout",schemaPath:"#/definitions/serviceCheck/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema17.properties.timeout,data:data34};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
else {
const err76 = {instancePath:instancePath+"/checks/" + i6+"/timeout",schemaPath:"#/definitions/serviceCheck/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.timeout.type,parentSchema:schema17.properties.timeout,data:data34};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data30.gracePeriod !== undefined){
let data35 = data30.gracePeriod;
if(typeof data35 === "string"){
if(!pattern7.test(data35)){
const err77 = {instancePath:instancePath+"/checks/" + i6+"/gracePeriod",schemaPath:"#/definitions/serviceCheck/properties/gracePeriod/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema17.properties.gracePeriod,data:data35};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/checks/" + i6+"/gracePeriod",schemaPath:"#/definitions/serviceCheck/properties/gracePeriod/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.gracePeriod.type,parentSchema:schema17.properties.gracePeriod,data:data35};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
if(data30.method !== undefined){
let data36 = data30.method;
if(typeof data36 !== "string"){
const err79 = {instancePath:instancePath+"/checks/" + i6+"/method",schemaPath:"#/definitions/serviceCheck/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.method.type,parentSchema:schema17.properties.method,data:data36};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(!(((((data36 === "GET") || (data36 === "HEAD")) || (data36 === "POST")) || (data36 === "PUT")) || (data36 === "OPTIONS"))){
const err80 = {instancePath:instancePath+"/checks/" + i6+"/method",schemaPath:"#/definitions/serviceCheck/properties/method/enum",keyword:"enum",params:{allowedValues: schema17.properties.method.enum},message:"must be equal to one of the allowed values",schema:schema17.properties.method.enum,parentSchema:schema17.properties.method,data:data36};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
if(data30.path !== undefined){
let data37 = data30.path;
if(typeof data37 === "string"){
if(func2(data37) > 2048){
const err81 = {instancePath:instancePath+"/checks/" + i6+"/path",schemaPath:"#/definitions/serviceCheck/properties/path/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters",schema:2048,parentSchema:schema17.properties.path,data:data37};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
if(!pattern10.test(data37)){
const err82 = {instancePath:instancePath+"/checks/" + i6+"/path",schemaPath:"#/definitions/serviceCheck/properties/path/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema17.properties.path,data:data37};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
else {
const err83 = {instancePath:instancePath+"/checks/" + i6+"/path",schemaPath:"#/definitions/serviceCheck/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.path.type,parentSchema:schema17.properties.path,data:data37};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data30.protocol !== undefined){
let data38 = data30.protocol;
if(typeof data38 !== "string"){
const err84 = {instancePath:instancePath+"/checks/" + i6+"/protocol",schemaPath:"#/definitions/serviceCheck/properties/protocol/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.protocol.type,parentSchema:schema17.properties.protocol,data:data38};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(!((data38 === "http") || (data38 === "https"))){
const err85 = {instancePath:instancePath+"/checks/" + i6+"/protocol",schemaPath:"#/definitions/serviceCheck/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema17.properties.protocol.enum},message:"must be equal to one of the allowed values",schema:schema17.properties.protocol.enum,parentSchema:schema17.properties.protocol,data:data38};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
if(data30.tlsServerName !== undefined){
let data39 = data30.tlsServerName;
if(typeof data39 === "string"){
if(func2(data39) > 253){
const err86 = {instancePath:instancePath+"/checks/" + i6+"/tlsServerName",schemaPath:"#/definitions/serviceCheck/properties/tlsServerName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema17.properties.tlsServerName,data:data39};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
else {
const err87 = {instancePath:instancePath+"/checks/" + i6+"/tlsServerName",schemaPath:"#/definitions/serviceCheck/properties/tlsServerName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.tlsServerName.type,parentSchema:schema17.properties.tlsServerName,data:data39};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
if(data30.tlsSkipVerify !== undefined){
let data40 = data30.tlsSkipVerify;
if(typeof data40 !== "boolean"){
const err88 = {instancePath:instancePath+"/checks/" + i6+"/tlsSkipVerify",schemaPath:"#/definitions/serviceCheck/properties/tlsSkipVerify/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema17.properties.tlsSkipVerify.type,parentSchema:schema17.properties.tlsSkipVerify,data:data40};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data30.headers !== undefined){
let data41 = data30.headers;
if(data41 && typeof data41 == "object" && !Array.isArray(data41)){
if(Object.keys(data41).length > 50){
const err89 = {instancePath:instancePath+"/checks/" + i6+"/headers",schemaPath:"#/definitions/serviceCheck/properties/headers/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema17.properties.headers,data:data41};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key7 in data41){
let data42 = data41[key7];
if(typeof data42 === "string"){
if(func2(data42) > 4096){
const err90 = {instancePath:instancePath+"/checks/" + i6+"/headers/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/serviceCheck/properties/headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema17.properties.headers.additionalProperties,data:data42};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/checks/" + i6+"/headers/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/serviceCheck/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema17.properties.headers.additionalProperties.type,parentSchema:schema17.properties.headers.additionalProperties,data:data42};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
}
else {
const err92 = {instancePath:instancePath+"/checks/" + i6+"/headers",schemaPath:"#/definitions/serviceCheck/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.properties.headers.type,parentSchema:schema17.properties.headers,data:data41};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
}
else {
const err93 = {instancePath:instancePath+"/checks/" + i6,schemaPath:"#/definitions/serviceCheck/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema17.type,parentSchema:schema17,data:data30};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
}
else {
const err94 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema15.properties.checks.type,parentSchema:schema15.properties.checks,data:data29};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data.autostart !== undefined){
let data43 = data.autostart;
if(typeof data43 !== "boolean"){
const err95 = {instancePath:instancePath+"/autostart",schemaPath:"#/properties/autostart/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema15.properties.autostart.type,parentSchema:schema15.properties.autostart,data:data43};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
if(data.autostop !== undefined){
let data44 = data.autostop;
if(typeof data44 !== "string"){
const err96 = {instancePath:instancePath+"/autostop",schemaPath:"#/properties/autostop/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema15.properties.autostop.type,parentSchema:schema15.properties.autostop,data:data44};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(!(((data44 === "off") || (data44 === "stop")) || (data44 === "suspend"))){
const err97 = {instancePath:instancePath+"/autostop",schemaPath:"#/properties/autostop/enum",keyword:"enum",params:{allowedValues: schema15.properties.autostop.enum},message:"must be equal to one of the allowed values",schema:schema15.properties.autostop.enum,parentSchema:schema15.properties.autostop,data:data44};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data.minMachinesRunning !== undefined){
let data45 = data.minMachinesRunning;
if(!(((typeof data45 == "number") && (!(data45 % 1) && !isNaN(data45))) && (isFinite(data45)))){
const err98 = {instancePath:instancePath+"/minMachinesRunning",schemaPath:"#/properties/minMachinesRunning/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema15.properties.minMachinesRunning.type,parentSchema:schema15.properties.minMachinesRunning,data:data45};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
if((typeof data45 == "number") && (isFinite(data45))){
if(data45 > 1000 || isNaN(data45)){
const err99 = {instancePath:instancePath+"/minMachinesRunning",schemaPath:"#/properties/minMachinesRunning/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema15.properties.minMachinesRunning,data:data45};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(data45 < 0 || isNaN(data45)){
const err100 = {instancePath:instancePath+"/minMachinesRunning",schemaPath:"#/properties/minMachinesRunning/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema15.properties.minMachinesRunning,data:data45};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
}
}
else {
const err101 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema15.type,parentSchema:schema15,data};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
validate12.errors = vErrors;
return errors === 0;
}


function validate11(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.image === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "image"},message:"must have required property '"+"image"+"'",schema:schema13.required,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
for(const key0 in data){
if(!(func4.call(schema13.properties, key0))){
const err1 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
if(data.image !== undefined){
let data0 = data.image;
if(typeof data0 === "string"){
if(func2(data0) > 512){
const err2 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema13.properties.image,data:data0};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(func2(data0) < 1){
const err3 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.properties.image,data:data0};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
if(!pattern5.test(data0)){
const err4 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/pattern",keyword:"pattern",params:{pattern: "^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$"},message:"must match pattern \""+"^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$"+"\"",schema:"^[a-zA-Z0-9][a-zA-Z0-9._/:@-]*$",parentSchema:schema13.properties.image,data:data0};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
else {
const err5 = {instancePath:instancePath+"/image",schemaPath:"#/properties/image/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.image.type,parentSchema:schema13.properties.image,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
if(data.regions !== undefined){
let data1 = data.regions;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
const err6 = {instancePath:instancePath+"/regions",schemaPath:"#/properties/regions/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema13.properties.regions,data:data1};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
for(const key1 in data1){
const _errs6 = errors;
if(!((((((((((((((((((key1 === "ams") || (key1 === "arn")) || (key1 === "bom")) || (key1 === "cdg")) || (key1 === "dfw")) || (key1 === "ewr")) || (key1 === "fra")) || (key1 === "gru")) || (key1 === "iad")) || (key1 === "jnb")) || (key1 === "lax")) || (key1 === "lhr")) || (key1 === "nrt")) || (key1 === "ord")) || (key1 === "sin")) || (key1 === "sjc")) || (key1 === "syd")) || (key1 === "yyz"))){
const err7 = {instancePath:instancePath+"/regions",schemaPath:"#/properties/regions/propertyNames/enum",keyword:"enum",params:{allowedValues: schema13.properties.regions.propertyNames.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.regions.propertyNames.enum,parentSchema:schema13.properties.regions.propertyNames,data:key1,propertyName:key1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
var valid1 = _errs6 === errors;
if(!valid1){
const err8 = {instancePath:instancePath+"/regions",schemaPath:"#/properties/regions/propertyNames",keyword:"propertyNames",params:{propertyName: key1},message:"property name must be valid",schema:schema13.properties.regions.propertyNames,parentSchema:schema13.properties.regions,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
for(const key2 in data1){
let data2 = data1[key2];
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
const err9 = {instancePath:instancePath+"/regions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/regions/additionalProperties/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.regions.additionalProperties.type,parentSchema:schema13.properties.regions.additionalProperties,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 1000 || isNaN(data2)){
const err10 = {instancePath:instancePath+"/regions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/regions/additionalProperties/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema13.properties.regions.additionalProperties,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
if(data2 < 0 || isNaN(data2)){
const err11 = {instancePath:instancePath+"/regions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/regions/additionalProperties/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13.properties.regions.additionalProperties,data:data2};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
}
}
}
else {
const err12 = {instancePath:instancePath+"/regions",schemaPath:"#/properties/regions/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.regions.type,parentSchema:schema13.properties.regions,data:data1};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
if(data.fallbackRegions !== undefined){
let data3 = data.fallbackRegions;
if(Array.isArray(data3)){
if(data3.length > 18){
const err13 = {instancePath:instancePath+"/fallbackRegions",schemaPath:"#/properties/fallbackRegions/maxItems",keyword:"maxItems",params:{limit: 18},message:"must NOT have more than 18 items",schema:18,parentSchema:schema13.properties.fallbackRegions,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
if(data3.length < 1){
const err14 = {instancePath:instancePath+"/fallbackRegions",schemaPath:"#/properties/fallbackRegions/minItems",keyword:"minItems",params:{limit: 1},message:"must NOT have fewer than 1 items",schema:1,parentSchema:schema13.properties.fallbackRegions,data:data3};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
let data4 = data3[i0];
if(typeof data4 !== "string"){
const err15 = {instancePath:instancePath+"/fallbackRegions/" + i0,schemaPath:"#/properties/fallbackRegions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.fallbackRegions.items.type,parentSchema:schema13.properties.fallbackRegions.items,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(typeof data4 !== "string"){
const err16 = {instancePath:instancePath+"/fallbackRegions/" + i0,schemaPath:"#/definitions/region/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(!((((((((((((((((((data4 === "ams") || (data4 === "arn")) || (data4 === "bom")) || (data4 === "cdg")) || (data4 === "dfw")) || (data4 === "ewr")) || (data4 === "fra")) || (data4 === "gru")) || (data4 === "iad")) || (data4 === "jnb")) || (data4 === "lax")) || (data4 === "lhr")) || (data4 === "nrt")) || (data4 === "ord")) || (data4 === "sin")) || (data4 === "sjc")) || (data4 === "syd")) || (data4 === "yyz"))){
const err17 = {instancePath:instancePath+"/fallbackRegions/" + i0,schemaPath:"#/definitions/region/enum",keyword:"enum",params:{allowedValues: schema12.enum},message:"must be equal to one of the allowed values",schema:schema12.enum,parentSchema:schema12,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
let i1 = data3.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data3[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err18 = {instancePath:instancePath+"/fallbackRegions",schemaPath:"#/properties/fallbackRegions/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema13.properties.fallbackRegions,data:data3};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err19 = {instancePath:instancePath+"/fallbackRegions",schemaPath:"#/properties/fallbackRegions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.fallbackRegions.type,parentSchema:schema13.properties.fallbackRegions,data:data3};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
if(data.count !== undefined){
let data5 = data.count;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
const err20 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.count.type,parentSchema:schema13.properties.count,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000 || isNaN(data5)){
const err21 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema13.properties.count,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
if(data5 < 0 || isNaN(data5)){
const err22 = {instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13.properties.count,data:data5};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
}
if(data.size !== undefined){
let data6 = data.size;
if(typeof data6 !== "string"){
const err23 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.size.type,parentSchema:schema13.properties.size,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!((((((((((((((data6 === "shared-cpu-1x") || (data6 === "shared-cpu-2x")) || (data6 === "shared-cpu-4x")) || (data6 === "shared-cpu-6x")) || (data6 === "shared-cpu-8x")) || (data6 === "performance-1x")) || (data6 === "performance-2x")) || (data6 === "performance-4x")) || (data6 === "performance-6x")) || (data6 === "performance-8x")) || (data6 === "performance-10x")) || (data6 === "performance-12x")) || (data6 === "performance-14x")) || (data6 === "performance-16x"))){
const err24 = {instancePath:instancePath+"/size",schemaPath:"#/properties/size/enum",keyword:"enum",params:{allowedValues: schema13.properties.size.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.size.enum,parentSchema:schema13.properties.size,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data.cpuKind !== undefined){
let data7 = data.cpuKind;
if(typeof data7 !== "string"){
const err25 = {instancePath:instancePath+"/cpuKind",schemaPath:"#/properties/cpuKind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.cpuKind.type,parentSchema:schema13.properties.cpuKind,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(!((data7 === "shared") || (data7 === "performance"))){
const err26 = {instancePath:instancePath+"/cpuKind",schemaPath:"#/properties/cpuKind/enum",keyword:"enum",params:{allowedValues: schema13.properties.cpuKind.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.cpuKind.enum,parentSchema:schema13.properties.cpuKind,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
}
if(data.cpus !== undefined){
let data8 = data.cpus;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
const err27 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.cpus.type,parentSchema:schema13.properties.cpus,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 16 || isNaN(data8)){
const err28 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 16},message:"must be <= 16",schema:16,parentSchema:schema13.properties.cpus,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(data8 < 1 || isNaN(data8)){
const err29 = {instancePath:instancePath+"/cpus",schemaPath:"#/properties/cpus/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema13.properties.cpus,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
}
}
if(data.memoryMb !== undefined){
let data9 = data.memoryMb;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
const err30 = {instancePath:instancePath+"/memoryMb",schemaPath:"#/properties/memoryMb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.memoryMb.type,parentSchema:schema13.properties.memoryMb,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 131072 || isNaN(data9)){
const err31 = {instancePath:instancePath+"/memoryMb",schemaPath:"#/properties/memoryMb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 131072},message:"must be <= 131072",schema:131072,parentSchema:schema13.properties.memoryMb,data:data9};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data9 < 256 || isNaN(data9)){
const err32 = {instancePath:instancePath+"/memoryMb",schemaPath:"#/properties/memoryMb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 256},message:"must be >= 256",schema:256,parentSchema:schema13.properties.memoryMb,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
}
if(data.env !== undefined){
let data10 = data.env;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if(Object.keys(data10).length > 1000){
const err33 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/maxProperties",keyword:"maxProperties",params:{limit: 1000},message:"must NOT have more than 1000 properties",schema:1000,parentSchema:schema13.properties.env,data:data10};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
for(const key3 in data10){
const _errs28 = errors;
if(typeof key3 === "string"){
if(!pattern6.test(key3)){
const err34 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]{0,254}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]{0,254}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]{0,254}$",parentSchema:schema13.properties.env.propertyNames,data:key3,propertyName:key3};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
var valid7 = _errs28 === errors;
if(!valid7){
const err35 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key3},message:"property name must be valid",schema:schema13.properties.env.propertyNames,parentSchema:schema13.properties.env,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
for(const key4 in data10){
let data11 = data10[key4];
if(typeof data11 === "string"){
if(func2(data11) > 65536){
const err36 = {instancePath:instancePath+"/env/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema13.properties.env.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
else {
const err37 = {instancePath:instancePath+"/env/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/env/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.env.additionalProperties.type,parentSchema:schema13.properties.env.additionalProperties,data:data11};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
}
else {
const err38 = {instancePath:instancePath+"/env",schemaPath:"#/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.env.type,parentSchema:schema13.properties.env,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data.entrypoint !== undefined){
let data12 = data.entrypoint;
if(Array.isArray(data12)){
if(data12.length > 1000){
const err39 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema13.properties.entrypoint,data:data12};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
const len1 = data12.length;
for(let i2=0; i2<len1; i2++){
let data13 = data12[i2];
if(typeof data13 === "string"){
if(func2(data13) > 65536){
const err40 = {instancePath:instancePath+"/entrypoint/" + i2,schemaPath:"#/properties/entrypoint/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema13.properties.entrypoint.items,data:data13};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
}
else {
const err41 = {instancePath:instancePath+"/entrypoint/" + i2,schemaPath:"#/properties/entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.entrypoint.items.type,parentSchema:schema13.properties.entrypoint.items,data:data13};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
else {
const err42 = {instancePath:instancePath+"/entrypoint",schemaPath:"#/properties/entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.entrypoint.type,parentSchema:schema13.properties.entrypoint,data:data12};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data.command !== undefined){
let data14 = data.command;
if(Array.isArray(data14)){
if(data14.length > 1000){
const err43 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema13.properties.command,data:data14};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
const len2 = data14.length;
for(let i3=0; i3<len2; i3++){
let data15 = data14[i3];
if(typeof data15 === "string"){
if(func2(data15) > 65536){
const err44 = {instancePath:instancePath+"/command/" + i3,schemaPath:"#/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema13.properties.command.items,data:data15};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
else {
const err45 = {instancePath:instancePath+"/command/" + i3,schemaPath:"#/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.command.items.type,parentSchema:schema13.properties.command.items,data:data15};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
}
else {
const err46 = {instancePath:instancePath+"/command",schemaPath:"#/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.command.type,parentSchema:schema13.properties.command,data:data14};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
if(data.services !== undefined){
let data16 = data.services;
if(Array.isArray(data16)){
if(data16.length > 50){
const err47 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items",schema:50,parentSchema:schema13.properties.services,data:data16};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
const len3 = data16.length;
for(let i4=0; i4<len3; i4++){
if(!(validate12(data16[i4], {instancePath:instancePath+"/services/" + i4,parentData:data16,parentDataProperty:i4,rootData}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
}
}
else {
const err48 = {instancePath:instancePath+"/services",schemaPath:"#/properties/services/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.services.type,parentSchema:schema13.properties.services,data:data16};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
if(data.checks !== undefined){
let data18 = data.checks;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length > 20){
const err49 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/maxProperties",keyword:"maxProperties",params:{limit: 20},message:"must NOT have more than 20 properties",schema:20,parentSchema:schema13.properties.checks,data:data18};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
for(const key5 in data18){
const _errs45 = errors;
if(typeof key5 === "string"){
if(!pattern11.test(key5)){
const err50 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9_-]{0,62}$"},message:"must match pattern \""+"^[a-z][a-z0-9_-]{0,62}$"+"\"",schema:"^[a-z][a-z0-9_-]{0,62}$",parentSchema:schema13.properties.checks.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
var valid15 = _errs45 === errors;
if(!valid15){
const err51 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema13.properties.checks.propertyNames,parentSchema:schema13.properties.checks,data:data18};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
for(const key6 in data18){
let data19 = data18[key6];
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
if(data19.type === undefined){
const err52 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/required",keyword:"required",params:{missingProperty: "type"},message:"must have required property '"+"type"+"'",schema:schema18.required,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data19.port === undefined){
const err53 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/required",keyword:"required",params:{missingProperty: "port"},message:"must have required property '"+"port"+"'",schema:schema18.required,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
for(const key7 in data19){
if(!(func4.call(schema18.properties, key7))){
const err54 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
if(data19.type !== undefined){
let data20 = data19.type;
if(typeof data20 !== "string"){
const err55 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/definitions/machineCheck/properties/type/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.type.type,parentSchema:schema18.properties.type,data:data20};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(!((data20 === "tcp") || (data20 === "http"))){
const err56 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/definitions/machineCheck/properties/type/enum",keyword:"enum",params:{allowedValues: schema18.properties.type.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.type.enum,parentSchema:schema18.properties.type,data:data20};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data19.port !== undefined){
let data21 = data19.port;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err57 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/definitions/machineCheck/properties/port/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema18.properties.port.type,parentSchema:schema18.properties.port,data:data21};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 65535 || isNaN(data21)){
const err58 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/definitions/machineCheck/properties/port/maximum",keyword:"maximum",params:{comparison: "<=", limit: 65535},message:"must be <= 65535",schema:65535,parentSchema:schema18.properties.port,data:data21};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data21 < 1 || isNaN(data21)){
const err59 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/port",schemaPath:"#/definitions/machineCheck/properties/port/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema18.properties.port,data:data21};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
if(data19.interval !== undefined){
let data22 = data19.interval;
if(typeof data22 === "string"){
if(!pattern7.test(data22)){
const err60 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/interval",schemaPath:"#/definitions/machineCheck/properties/interval/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema18.properties.interval,data:data22};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
else {
const err61 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/interval",schemaPath:"#/definitions/machineCheck/properties/interval/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.interval.type,parentSchema:schema18.properties.interval,data:data22};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
if(data19.timeout !== undefined){
let data23 = data19.timeout;
if(typeof data23 === "string"){
if(!pattern7.test(data23)){
const err62 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeout",schemaPath:"#/definitions/machineCheck/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema18.properties.timeout,data:data23};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
else {
const err63 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/timeout",schemaPath:"#/definitions/machineCheck/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.timeout.type,parentSchema:schema18.properties.timeout,data:data23};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
if(data19.gracePeriod !== undefined){
let data24 = data19.gracePeriod;
if(typeof data24 === "string"){
if(!pattern7.test(data24)){
const err64 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/gracePeriod",schemaPath:"#/definitions/machineCheck/properties/gracePeriod/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema18.properties.gracePeriod,data:data24};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
else {
const err65 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/gracePeriod",schemaPath:"#/definitions/machineCheck/properties/gracePeriod/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.gracePeriod.type,parentSchema:schema18.properties.gracePeriod,data:data24};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
if(data19.method !== undefined){
let data25 = data19.method;
if(typeof data25 !== "string"){
const err66 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/method",schemaPath:"#/definitions/machineCheck/properties/method/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.method.type,parentSchema:schema18.properties.method,data:data25};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if(!(((((data25 === "GET") || (data25 === "HEAD")) || (data25 === "POST")) || (data25 === "PUT")) || (data25 === "OPTIONS"))){
const err67 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/method",schemaPath:"#/definitions/machineCheck/properties/method/enum",keyword:"enum",params:{allowedValues: schema18.properties.method.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.method.enum,parentSchema:schema18.properties.method,data:data25};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
}
if(data19.path !== undefined){
let data26 = data19.path;
if(typeof data26 === "string"){
if(func2(data26) > 2048){
const err68 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",schemaPath:"#/definitions/machineCheck/properties/path/maxLength",keyword:"maxLength",params:{limit: 2048},message:"must NOT have more than 2048 characters",schema:2048,parentSchema:schema18.properties.path,data:data26};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(!pattern10.test(data26)){
const err69 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",schemaPath:"#/definitions/machineCheck/properties/path/pattern",keyword:"pattern",params:{pattern: "^/"},message:"must match pattern \""+"^/"+"\"",schema:"^/",parentSchema:schema18.properties.path,data:data26};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/path",schemaPath:"#/definitions/machineCheck/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.path.type,parentSchema:schema18.properties.path,data:data26};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
if(data19.protocol !== undefined){
let data27 = data19.protocol;
if(typeof data27 !== "string"){
const err71 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/protocol",schemaPath:"#/definitions/machineCheck/properties/protocol/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.protocol.type,parentSchema:schema18.properties.protocol,data:data27};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
if(!((data27 === "http") || (data27 === "https"))){
const err72 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/protocol",schemaPath:"#/definitions/machineCheck/properties/protocol/enum",keyword:"enum",params:{allowedValues: schema18.properties.protocol.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.protocol.enum,parentSchema:schema18.properties.protocol,data:data27};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
if(data19.tlsServerName !== undefined){
let data28 = data19.tlsServerName;
if(typeof data28 === "string"){
if(func2(data28) > 253){
const err73 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/tlsServerName",schemaPath:"#/definitions/machineCheck/properties/tlsServerName/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema18.properties.tlsServerName,data:data28};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
}
else {
const err74 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/tlsServerName",schemaPath:"#/definitions/machineCheck/properties/tlsServerName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.tlsServerName.type,parentSchema:schema18.properties.tlsServerName,data:data28};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
if(data19.tlsSkipVerify !== undefined){
let data29 = data19.tlsSkipVerify;
if(typeof data29 !== "boolean"){
const err75 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/tlsSkipVerify",schemaPath:"#/definitions/machineCheck/properties/tlsSkipVerify/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema18.properties.tlsSkipVerify.type,parentSchema:schema18.properties.tlsSkipVerify,data:data29};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
if(data19.headers !== undefined){
let data30 = data19.headers;
if(data30 && typeof data30 == "object" && !Array.isArray(data30)){
if(Object.keys(data30).length > 50){
const err76 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers",schemaPath:"#/definitions/machineCheck/properties/headers/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema18.properties.headers,data:data30};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
for(const key8 in data30){
let data31 = data30[key8];
if(typeof data31 === "string"){
if(func2(data31) > 4096){
const err77 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/properties/headers/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema18.properties.headers.additionalProperties,data:data31};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
else {
const err78 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/properties/headers/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.headers.additionalProperties.type,parentSchema:schema18.properties.headers.additionalProperties,data:data31};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
}
else {
const err79 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/headers",schemaPath:"#/definitions/machineCheck/properties/headers/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.properties.headers.type,parentSchema:schema18.properties.headers,data:data30};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
}
if(data19.kind !== undefined){
let data32 = data19.kind;
if(typeof data32 !== "string"){
const err80 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/kind",schemaPath:"#/definitions/machineCheck/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema18.properties.kind.type,parentSchema:schema18.properties.kind,data:data32};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
if(!((data32 === "informational") || (data32 === "readiness"))){
const err81 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1")+"/kind",schemaPath:"#/definitions/machineCheck/properties/kind/enum",keyword:"enum",params:{allowedValues: schema18.properties.kind.enum},message:"must be equal to one of the allowed values",schema:schema18.properties.kind.enum,parentSchema:schema18.properties.kind,data:data32};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
}
else {
const err82 = {instancePath:instancePath+"/checks/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/machineCheck/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema18.type,parentSchema:schema18,data:data19};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
}
else {
const err83 = {instancePath:instancePath+"/checks",schemaPath:"#/properties/checks/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.checks.type,parentSchema:schema13.properties.checks,data:data18};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
if(data.files !== undefined){
let data33 = data.files;
if(Array.isArray(data33)){
if(data33.length > 100){
const err84 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema13.properties.files,data:data33};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
const len4 = data33.length;
for(let i5=0; i5<len4; i5++){
let data34 = data33[i5];
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.path === undefined){
const err85 = {instancePath:instancePath+"/files/" + i5,schemaPath:"#/definitions/file/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'",schema:schema19.required,parentSchema:schema19,data:data34};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
for(const key9 in data34){
if(!((((key9 === "path") || (key9 === "content")) || (key9 === "contentBase64")) || (key9 === "mode"))){
const err86 = {instancePath:instancePath+"/files/" + i5,schemaPath:"#/definitions/file/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema19,data:data34};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
if(data34.path !== undefined){
let data35 = data34.path;
if(typeof data35 === "string"){
if(func2(data35) > 4096){
const err87 = {instancePath:instancePath+"/files/" + i5+"/path",schemaPath:"#/definitions/file/properties/path/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema19.properties.path,data:data35};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
if(!pattern16.test(data35)){
const err88 = {instancePath:instancePath+"/files/" + i5+"/path",schemaPath:"#/definitions/file/properties/path/pattern",keyword:"pattern",params:{pattern: "^/[^\\u0000]*$"},message:"must match pattern \""+"^/[^\\u0000]*$"+"\"",schema:"^/[^\\u0000]*$",parentSchema:schema19.properties.path,data:data35};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
else {
const err89 = {instancePath:instancePath+"/files/" + i5+"/path",schemaPath:"#/definitions/file/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.path.type,parentSchema:schema19.properties.path,data:data35};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
}
if(data34.content !== undefined){
let data36 = data34.content;
if(typeof data36 === "string"){
if(func2(data36) > 200000){
const err90 = {instancePath:instancePath+"/files/" + i5+"/content",schemaPath:"#/definitions/file/properties/content/maxLength",keyword:"maxLength",params:{limit: 200000},message:"must NOT have more than 200000 characters",schema:200000,parentSchema:schema19.properties.content,data:data36};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
else {
const err91 = {instancePath:instancePath+"/files/" + i5+"/content",schemaPath:"#/definitions/file/properties/content/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.content.type,parentSchema:schema19.properties.content,data:data36};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
if(data34.contentBase64 !== undefined){
let data37 = data34.contentBase64;
if(typeof data37 === "string"){
if(func2(data37) > 250000){
const err92 = {instancePath:instancePath+"/files/" + i5+"/contentBase64",schemaPath:"#/definitions/file/properties/contentBase64/maxLength",keyword:"maxLength",params:{limit: 250000},message:"must NOT have more than 250000 characters",schema:250000,parentSchema:schema19.properties.contentBase64,data:data37};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(!pattern17.test(data37)){
const err93 = {instancePath:instancePath+"/files/" + i5+"/contentBase64",schemaPath:"#/definitions/file/properties/contentBase64/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9+/]*={0,2}$"},message:"must match pattern \""+"^[A-Za-z0-9+/]*={0,2}$"+"\"",schema:"^[A-Za-z0-9+/]*={0,2}$",parentSchema:schema19.properties.contentBase64,data:data37};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
}
else {
const err94 = {instancePath:instancePath+"/files/" + i5+"/contentBase64",schemaPath:"#/definitions/file/properties/contentBase64/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.contentBase64.type,parentSchema:schema19.properties.contentBase64,data:data37};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
if(data34.mode !== undefined){
let data38 = data34.mode;
if(typeof data38 === "string"){
if(!pattern18.test(data38)){
const err95 = {instancePath:instancePath+"/files/" + i5+"/mode",schemaPath:"#/definitions/file/properties/mode/pattern",keyword:"pattern",params:{pattern: "^0[0-7]{3}$"},message:"must match pattern \""+"^0[0-7]{3}$"+"\"",schema:"^0[0-7]{3}$",parentSchema:schema19.properties.mode,data:data38};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
else {
const err96 = {instancePath:instancePath+"/files/" + i5+"/mode",schemaPath:"#/definitions/file/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema19.properties.mode.type,parentSchema:schema19.properties.mode,data:data38};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
}
}
else {
const err97 = {instancePath:instancePath+"/files/" + i5,schemaPath:"#/definitions/file/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema19.type,parentSchema:schema19,data:data34};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
}
else {
const err98 = {instancePath:instancePath+"/files",schemaPath:"#/properties/files/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.files.type,parentSchema:schema13.properties.files,data:data33};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data.processes !== undefined){
let data39 = data.processes;
if(Array.isArray(data39)){
if(data39.length > 20){
const err99 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items",schema:20,parentSchema:schema13.properties.processes,data:data39};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
const len5 = data39.length;
for(let i6=0; i6<len5; i6++){
let data40 = data39[i6];
if(data40 && typeof data40 == "object" && !Array.isArray(data40)){
for(const key10 in data40){
if(!(((((key10 === "exec") || (key10 === "entrypoint")) || (key10 === "command")) || (key10 === "user")) || (key10 === "env"))){
const err100 = {instancePath:instancePath+"/processes/" + i6,schemaPath:"#/definitions/process/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key10},message:"must NOT have additional properties",schema:false,parentSchema:schema20,data:data40};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data40.exec !== undefined){
let data41 = data40.exec;
if(Array.isArray(data41)){
if(data41.length > 1000){
const err101 = {instancePath:instancePath+"/processes/" + i6+"/exec",schemaPath:"#/definitions/process/properties/exec/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema20.properties.exec,data:data41};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
const len6 = data41.length;
for(let i7=0; i7<len6; i7++){
let data42 = data41[i7];
if(typeof data42 === "string"){
if(func2(data42) > 65536){
const err102 = {instancePath:instancePath+"/processes/" + i6+"/exec/" + i7,schemaPath:"#/definitions/process/properties/exec/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema20.properties.exec.items,data:data42};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
}
else {
const err103 = {instancePath:instancePath+"/processes/" + i6+"/exec/" + i7,schemaPath:"#/definitions/process/properties/exec/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.exec.items.type,parentSchema:schema20.properties.exec.items,data:data42};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
}
else {
const err104 = {instancePath:instancePath+"/processes/" + i6+"/exec",schemaPath:"#/definitions/process/properties/exec/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema20.properties.exec.type,parentSchema:schema20.properties.exec,data:data41};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
if(data40.entrypoint !== undefined){
let data43 = data40.entrypoint;
if(Array.isArray(data43)){
if(data43.length > 1000){
const err105 = {instancePath:instancePath+"/processes/" + i6+"/entrypoint",schemaPath:"#/definitions/process/properties/entrypoint/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema20.properties.entrypoint,data:data43};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
const len7 = data43.length;
for(let i8=0; i8<len7; i8++){
let data44 = data43[i8];
if(typeof data44 === "string"){
if(func2(data44) > 65536){
const err106 = {instancePath:instancePath+"/processes/" + i6+"/entrypoint/" + i8,schemaPath:"#/definitions/process/properties/entrypoint/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema20.properties.entrypoint.items,data:data44};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
else {
const err107 = {instancePath:instancePath+"/processes/" + i6+"/entrypoint/" + i8,schemaPath:"#/definitions/process/properties/entrypoint/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.entrypoint.items.type,parentSchema:schema20.properties.entrypoint.items,data:data44};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
}
}
else {
const err108 = {instancePath:instancePath+"/processes/" + i6+"/entrypoint",schemaPath:"#/definitions/process/properties/entrypoint/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema20.properties.entrypoint.type,parentSchema:schema20.properties.entrypoint,data:data43};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
}
if(data40.command !== undefined){
let data45 = data40.command;
if(Array.isArray(data45)){
if(data45.length > 1000){
const err109 = {instancePath:instancePath+"/processes/" + i6+"/command",schemaPath:"#/definitions/process/properties/command/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema20.properties.command,data:data45};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
const len8 = data45.length;
for(let i9=0; i9<len8; i9++){
let data46 = data45[i9];
if(typeof data46 === "string"){
if(func2(data46) > 65536){
const err110 = {instancePath:instancePath+"/processes/" + i6+"/command/" + i9,schemaPath:"#/definitions/process/properties/command/items/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema20.properties.command.items,data:data46};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
else {
const err111 = {instancePath:instancePath+"/processes/" + i6+"/command/" + i9,schemaPath:"#/definitions/process/properties/command/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.command.items.type,parentSchema:schema20.properties.command.items,data:data46};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
}
}
else {
const err112 = {instancePath:instancePath+"/processes/" + i6+"/command",schemaPath:"#/definitions/process/properties/command/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema20.properties.command.type,parentSchema:schema20.properties.command,data:data45};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data40.user !== undefined){
let data47 = data40.user;
if(typeof data47 === "string"){
if(func2(data47) > 64){
const err113 = {instancePath:instancePath+"/processes/" + i6+"/user",schemaPath:"#/definitions/process/properties/user/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema20.properties.user,data:data47};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
else {
const err114 = {instancePath:instancePath+"/processes/" + i6+"/user",schemaPath:"#/definitions/process/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.user.type,parentSchema:schema20.properties.user,data:data47};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
}
if(data40.env !== undefined){
let data48 = data40.env;
if(data48 && typeof data48 == "object" && !Array.isArray(data48)){
if(Object.keys(data48).length > 1000){
const err115 = {instancePath:instancePath+"/processes/" + i6+"/env",schemaPath:"#/definitions/process/properties/env/maxProperties",keyword:"maxProperties",params:{limit: 1000},message:"must NOT have more than 1000 properties",schema:1000,parentSchema:schema20.properties.env,data:data48};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
for(const key11 in data48){
const _errs114 = errors;
if(typeof key11 === "string"){
if(!pattern6.test(key11)){
const err116 = {instancePath:instancePath+"/processes/" + i6+"/env",schemaPath:"#/definitions/process/properties/env/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]{0,254}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_]{0,254}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_]{0,254}$",parentSchema:schema20.properties.env.propertyNames,data:key11,propertyName:key11};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
var valid34 = _errs114 === errors;
if(!valid34){
const err117 = {instancePath:instancePath+"/processes/" + i6+"/env",schemaPath:"#/definitions/process/properties/env/propertyNames",keyword:"propertyNames",params:{propertyName: key11},message:"property name must be valid",schema:schema20.properties.env.propertyNames,parentSchema:schema20.properties.env,data:data48};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
for(const key12 in data48){
let data49 = data48[key12];
if(typeof data49 === "string"){
if(func2(data49) > 65536){
const err118 = {instancePath:instancePath+"/processes/" + i6+"/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/process/properties/env/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 65536},message:"must NOT have more than 65536 characters",schema:65536,parentSchema:schema20.properties.env.additionalProperties,data:data49};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/processes/" + i6+"/env/" + key12.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/process/properties/env/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema20.properties.env.additionalProperties.type,parentSchema:schema20.properties.env.additionalProperties,data:data49};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
else {
const err120 = {instancePath:instancePath+"/processes/" + i6+"/env",schemaPath:"#/definitions/process/properties/env/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.properties.env.type,parentSchema:schema20.properties.env,data:data48};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath:instancePath+"/processes/" + i6,schemaPath:"#/definitions/process/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema20.type,parentSchema:schema20,data:data40};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
}
else {
const err122 = {instancePath:instancePath+"/processes",schemaPath:"#/properties/processes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.processes.type,parentSchema:schema13.properties.processes,data:data39};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
if(data.restart !== undefined){
let data50 = data.restart;
if(data50 && typeof data50 == "object" && !Array.isArray(data50)){
if(data50.policy === undefined){
data50.policy = "always";
}
for(const key13 in data50){
if(!((key13 === "policy") || (key13 === "maxRetries"))){
const err123 = {instancePath:instancePath+"/restart",schemaPath:"#/properties/restart/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema13.properties.restart,data:data50};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
let data51 = data50.policy;
if(typeof data51 !== "string"){
const err124 = {instancePath:instancePath+"/restart/policy",schemaPath:"#/properties/restart/properties/policy/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.restart.properties.policy.type,parentSchema:schema13.properties.restart.properties.policy,data:data51};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
if(!(((data51 === "no") || (data51 === "on-failure")) || (data51 === "always"))){
const err125 = {instancePath:instancePath+"/restart/policy",schemaPath:"#/properties/restart/properties/policy/enum",keyword:"enum",params:{allowedValues: schema13.properties.restart.properties.policy.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.restart.properties.policy.enum,parentSchema:schema13.properties.restart.properties.policy,data:data51};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
if(data50.maxRetries !== undefined){
let data52 = data50.maxRetries;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
const err126 = {instancePath:instancePath+"/restart/maxRetries",schemaPath:"#/properties/restart/properties/maxRetries/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.restart.properties.maxRetries.type,parentSchema:schema13.properties.restart.properties.maxRetries,data:data52};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 > 1000 || isNaN(data52)){
const err127 = {instancePath:instancePath+"/restart/maxRetries",schemaPath:"#/properties/restart/properties/maxRetries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema13.properties.restart.properties.maxRetries,data:data52};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
if(data52 < 0 || isNaN(data52)){
const err128 = {instancePath:instancePath+"/restart/maxRetries",schemaPath:"#/properties/restart/properties/maxRetries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema13.properties.restart.properties.maxRetries,data:data52};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
}
}
else {
const err129 = {instancePath:instancePath+"/restart",schemaPath:"#/properties/restart/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.restart.type,parentSchema:schema13.properties.restart,data:data50};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
if(data.stop !== undefined){
let data53 = data.stop;
if(data53 && typeof data53 == "object" && !Array.isArray(data53)){
for(const key14 in data53){
if(!((key14 === "signal") || (key14 === "timeout"))){
const err130 = {instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema13.properties.stop,data:data53};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
if(data53.signal !== undefined){
let data54 = data53.signal;
if(typeof data54 !== "string"){
const err131 = {instancePath:instancePath+"/stop/signal",schemaPath:"#/properties/stop/properties/signal/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.stop.properties.signal.type,parentSchema:schema13.properties.stop.properties.signal,data:data54};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
if(!(((((((data54 === "SIGHUP") || (data54 === "SIGINT")) || (data54 === "SIGQUIT")) || (data54 === "SIGKILL")) || (data54 === "SIGUSR1")) || (data54 === "SIGUSR2")) || (data54 === "SIGTERM"))){
const err132 = {instancePath:instancePath+"/stop/signal",schemaPath:"#/properties/stop/properties/signal/enum",keyword:"enum",params:{allowedValues: schema13.properties.stop.properties.signal.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.stop.properties.signal.enum,parentSchema:schema13.properties.stop.properties.signal,data:data54};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
}
if(data53.timeout !== undefined){
let data55 = data53.timeout;
if(typeof data55 === "string"){
if(!pattern7.test(data55)){
const err133 = {instancePath:instancePath+"/stop/timeout",schemaPath:"#/properties/stop/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema13.properties.stop.properties.timeout,data:data55};
if(vErrors === null){
vErrors = [err133];
}
else {
vErrors.push(err133);
}
errors++;
}
}
else {
const err134 = {instancePath:instancePath+"/stop/timeout",schemaPath:"#/properties/stop/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.stop.properties.timeout.type,parentSchema:schema13.properties.stop.properties.timeout,data:data55};
if(vErrors === null){
vErrors = [err134];
}
else {
vErrors.push(err134);
}
errors++;
}
}
}
else {
const err135 = {instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.stop.type,parentSchema:schema13.properties.stop,data:data53};
if(vErrors === null){
vErrors = [err135];
}
else {
vErrors.push(err135);
}
errors++;
}
}
if(data.schedule !== undefined){
let data56 = data.schedule;
if(typeof data56 !== "string"){
const err136 = {instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.schedule.type,parentSchema:schema13.properties.schedule,data:data56};
if(vErrors === null){
vErrors = [err136];
}
else {
vErrors.push(err136);
}
errors++;
}
if(!((((data56 === "hourly") || (data56 === "daily")) || (data56 === "weekly")) || (data56 === "monthly"))){
const err137 = {instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/enum",keyword:"enum",params:{allowedValues: schema13.properties.schedule.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.schedule.enum,parentSchema:schema13.properties.schedule,data:data56};
if(vErrors === null){
vErrors = [err137];
}
else {
vErrors.push(err137);
}
errors++;
}
}
if(data.metadata !== undefined){
let data57 = data.metadata;
if(data57 && typeof data57 == "object" && !Array.isArray(data57)){
if(Object.keys(data57).length > 50){
const err138 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema13.properties.metadata,data:data57};
if(vErrors === null){
vErrors = [err138];
}
else {
vErrors.push(err138);
}
errors++;
}
for(const key15 in data57){
const _errs136 = errors;
if(typeof key15 === "string"){
if(!pattern21.test(key15)){
const err139 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/propertyNames/pattern",keyword:"pattern",params:{pattern: "^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$"},message:"must match pattern \""+"^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$"+"\"",schema:"^(?!artifact_|label_|fly[_-])[A-Za-z_][A-Za-z0-9_.-]{0,62}$",parentSchema:schema13.properties.metadata.propertyNames,data:key15,propertyName:key15};
if(vErrors === null){
vErrors = [err139];
}
else {
vErrors.push(err139);
}
errors++;
}
}
var valid38 = _errs136 === errors;
if(!valid38){
const err140 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/propertyNames",keyword:"propertyNames",params:{propertyName: key15},message:"property name must be valid",schema:schema13.properties.metadata.propertyNames,parentSchema:schema13.properties.metadata,data:data57};
if(vErrors === null){
vErrors = [err140];
}
else {
vErrors.push(err140);
}
errors++;
}
}
for(const key16 in data57){
let data58 = data57[key16];
if(typeof data58 === "string"){
if(func2(data58) > 4096){
const err141 = {instancePath:instancePath+"/metadata/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 4096},message:"must NOT have more than 4096 characters",schema:4096,parentSchema:schema13.properties.metadata.additionalProperties,data:data58};
if(vErrors === null){
vErrors = [err141];
}
else {
vErrors.push(err141);
}
errors++;
}
if(func2(data58) < 1){
const err142 = {instancePath:instancePath+"/metadata/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.properties.metadata.additionalProperties,data:data58};
if(vErrors === null){
vErrors = [err142];
}
else {
vErrors.push(err142);
}
errors++;
}
}
else {
const err143 = {instancePath:instancePath+"/metadata/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.metadata.additionalProperties.type,parentSchema:schema13.properties.metadata.additionalProperties,data:data58};
if(vErrors === null){
vErrors = [err143];
}
else {
vErrors.push(err143);
}
errors++;
}
}
}
else {
const err144 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.metadata.type,parentSchema:schema13.properties.metadata,data:data57};
if(vErrors === null){
vErrors = [err144];
}
else {
vErrors.push(err144);
}
errors++;
}
}
if(data.labels !== undefined){
let data59 = data.labels;
if(data59 && typeof data59 == "object" && !Array.isArray(data59)){
if(Object.keys(data59).length > 50){
const err145 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema13.properties.labels,data:data59};
if(vErrors === null){
vErrors = [err145];
}
else {
vErrors.push(err145);
}
errors++;
}
for(const key17 in data59){
const _errs142 = errors;
if(typeof key17 === "string"){
if(!pattern22.test(key17)){
const err146 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,56}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_.-]{0,56}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_.-]{0,56}$",parentSchema:schema13.properties.labels.propertyNames,data:key17,propertyName:key17};
if(vErrors === null){
vErrors = [err146];
}
else {
vErrors.push(err146);
}
errors++;
}
}
var valid40 = _errs142 === errors;
if(!valid40){
const err147 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key17},message:"property name must be valid",schema:schema13.properties.labels.propertyNames,parentSchema:schema13.properties.labels,data:data59};
if(vErrors === null){
vErrors = [err147];
}
else {
vErrors.push(err147);
}
errors++;
}
}
for(const key18 in data59){
let data60 = data59[key18];
if(typeof data60 === "string"){
if(func2(data60) > 256){
const err148 = {instancePath:instancePath+"/labels/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema13.properties.labels.additionalProperties,data:data60};
if(vErrors === null){
vErrors = [err148];
}
else {
vErrors.push(err148);
}
errors++;
}
if(func2(data60) < 1){
const err149 = {instancePath:instancePath+"/labels/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/labels/additionalProperties/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema13.properties.labels.additionalProperties,data:data60};
if(vErrors === null){
vErrors = [err149];
}
else {
vErrors.push(err149);
}
errors++;
}
}
else {
const err150 = {instancePath:instancePath+"/labels/" + key18.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.labels.additionalProperties.type,parentSchema:schema13.properties.labels.additionalProperties,data:data60};
if(vErrors === null){
vErrors = [err150];
}
else {
vErrors.push(err150);
}
errors++;
}
}
}
else {
const err151 = {instancePath:instancePath+"/labels",schemaPath:"#/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.labels.type,parentSchema:schema13.properties.labels,data:data59};
if(vErrors === null){
vErrors = [err151];
}
else {
vErrors.push(err151);
}
errors++;
}
}
if(data.volume !== undefined){
let data61 = data.volume;
if(data61 && typeof data61 == "object" && !Array.isArray(data61)){
if(data61.snapshotDays === undefined){
data61.snapshotDays = 5;
}
if(data61.autoBackup === undefined){
data61.autoBackup = true;
}
if(data61.encrypted === undefined){
data61.encrypted = true;
}
if(data61.keepFor === undefined){
data61.keepFor = "7d";
}
if(data61.path === undefined){
const err152 = {instancePath:instancePath+"/volume",schemaPath:"#/properties/volume/required",keyword:"required",params:{missingProperty: "path"},message:"must have required property '"+"path"+"'",schema:schema13.properties.volume.required,parentSchema:schema13.properties.volume,data:data61};
if(vErrors === null){
vErrors = [err152];
}
else {
vErrors.push(err152);
}
errors++;
}
if(data61.sizeGb === undefined){
const err153 = {instancePath:instancePath+"/volume",schemaPath:"#/properties/volume/required",keyword:"required",params:{missingProperty: "sizeGb"},message:"must have required property '"+"sizeGb"+"'",schema:schema13.properties.volume.required,parentSchema:schema13.properties.volume,data:data61};
if(vErrors === null){
vErrors = [err153];
}
else {
vErrors.push(err153);
}
errors++;
}
for(const key19 in data61){
if(!(((((((key19 === "path") || (key19 === "sizeGb")) || (key19 === "snapshotDays")) || (key19 === "autoBackup")) || (key19 === "encrypted")) || (key19 === "keepFor")) || (key19 === "onLostHost"))){
const err154 = {instancePath:instancePath+"/volume",schemaPath:"#/properties/volume/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key19},message:"must NOT have additional properties",schema:false,parentSchema:schema13.properties.volume,data:data61};
if(vErrors === null){
vErrors = [err154];
}
else {
vErrors.push(err154);
}
errors++;
}
}
if(data61.path !== undefined){
let data62 = data61.path;
if(typeof data62 === "string"){
if(func2(data62) > 256){
const err155 = {instancePath:instancePath+"/volume/path",schemaPath:"#/properties/volume/properties/path/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema13.properties.volume.properties.path,data:data62};
if(vErrors === null){
vErrors = [err155];
}
else {
vErrors.push(err155);
}
errors++;
}
if(!pattern23.test(data62)){
const err156 = {instancePath:instancePath+"/volume/path",schemaPath:"#/properties/volume/properties/path/pattern",keyword:"pattern",params:{pattern: "^(/[A-Za-z0-9_.-]+)+$"},message:"must match pattern \""+"^(/[A-Za-z0-9_.-]+)+$"+"\"",schema:"^(/[A-Za-z0-9_.-]+)+$",parentSchema:schema13.properties.volume.properties.path,data:data62};
if(vErrors === null){
vErrors = [err156];
}
else {
vErrors.push(err156);
}
errors++;
}
}
else {
const err157 = {instancePath:instancePath+"/volume/path",schemaPath:"#/properties/volume/properties/path/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.volume.properties.path.type,parentSchema:schema13.properties.volume.properties.path,data:data62};
if(vErrors === null){
vErrors = [err157];
}
else {
vErrors.push(err157);
}
errors++;
}
}
if(data61.sizeGb !== undefined){
let data63 = data61.sizeGb;
if(!(((typeof data63 == "number") && (!(data63 % 1) && !isNaN(data63))) && (isFinite(data63)))){
const err158 = {instancePath:instancePath+"/volume/sizeGb",schemaPath:"#/properties/volume/properties/sizeGb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.volume.properties.sizeGb.type,parentSchema:schema13.properties.volume.properties.sizeGb,data:data63};
if(vErrors === null){
vErrors = [err158];
}
else {
vErrors.push(err158);
}
errors++;
}
if((typeof data63 == "number") && (isFinite(data63))){
if(data63 > 500 || isNaN(data63)){
const err159 = {instancePath:instancePath+"/volume/sizeGb",schemaPath:"#/properties/volume/properties/sizeGb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 500},message:"must be <= 500",schema:500,parentSchema:schema13.properties.volume.properties.sizeGb,data:data63};
if(vErrors === null){
vErrors = [err159];
}
else {
vErrors.push(err159);
}
errors++;
}
if(data63 < 1 || isNaN(data63)){
const err160 = {instancePath:instancePath+"/volume/sizeGb",schemaPath:"#/properties/volume/properties/sizeGb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema13.properties.volume.properties.sizeGb,data:data63};
if(vErrors === null){
vErrors = [err160];
}
else {
vErrors.push(err160);
}
errors++;
}
}
}
let data64 = data61.snapshotDays;
if(!(((typeof data64 == "number") && (!(data64 % 1) && !isNaN(data64))) && (isFinite(data64)))){
const err161 = {instancePath:instancePath+"/volume/snapshotDays",schemaPath:"#/properties/volume/properties/snapshotDays/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema13.properties.volume.properties.snapshotDays.type,parentSchema:schema13.properties.volume.properties.snapshotDays,data:data64};
if(vErrors === null){
vErrors = [err161];
}
else {
vErrors.push(err161);
}
errors++;
}
if((typeof data64 == "number") && (isFinite(data64))){
if(data64 > 60 || isNaN(data64)){
const err162 = {instancePath:instancePath+"/volume/snapshotDays",schemaPath:"#/properties/volume/properties/snapshotDays/maximum",keyword:"maximum",params:{comparison: "<=", limit: 60},message:"must be <= 60",schema:60,parentSchema:schema13.properties.volume.properties.snapshotDays,data:data64};
if(vErrors === null){
vErrors = [err162];
}
else {
vErrors.push(err162);
}
errors++;
}
if(data64 < 1 || isNaN(data64)){
const err163 = {instancePath:instancePath+"/volume/snapshotDays",schemaPath:"#/properties/volume/properties/snapshotDays/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema13.properties.volume.properties.snapshotDays,data:data64};
if(vErrors === null){
vErrors = [err163];
}
else {
vErrors.push(err163);
}
errors++;
}
}
let data65 = data61.autoBackup;
if(typeof data65 !== "boolean"){
const err164 = {instancePath:instancePath+"/volume/autoBackup",schemaPath:"#/properties/volume/properties/autoBackup/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema13.properties.volume.properties.autoBackup.type,parentSchema:schema13.properties.volume.properties.autoBackup,data:data65};
if(vErrors === null){
vErrors = [err164];
}
else {
vErrors.push(err164);
}
errors++;
}
let data66 = data61.encrypted;
if(typeof data66 !== "boolean"){
const err165 = {instancePath:instancePath+"/volume/encrypted",schemaPath:"#/properties/volume/properties/encrypted/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema13.properties.volume.properties.encrypted.type,parentSchema:schema13.properties.volume.properties.encrypted,data:data66};
if(vErrors === null){
vErrors = [err165];
}
else {
vErrors.push(err165);
}
errors++;
}
let data67 = data61.keepFor;
if(typeof data67 === "string"){
if(!pattern7.test(data67)){
const err166 = {instancePath:instancePath+"/volume/keepFor",schemaPath:"#/properties/volume/properties/keepFor/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema13.properties.volume.properties.keepFor,data:data67};
if(vErrors === null){
vErrors = [err166];
}
else {
vErrors.push(err166);
}
errors++;
}
}
else {
const err167 = {instancePath:instancePath+"/volume/keepFor",schemaPath:"#/properties/volume/properties/keepFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.volume.properties.keepFor.type,parentSchema:schema13.properties.volume.properties.keepFor,data:data67};
if(vErrors === null){
vErrors = [err167];
}
else {
vErrors.push(err167);
}
errors++;
}
if(data61.onLostHost !== undefined){
let data68 = data61.onLostHost;
if(typeof data68 !== "string"){
const err168 = {instancePath:instancePath+"/volume/onLostHost",schemaPath:"#/properties/volume/properties/onLostHost/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.volume.properties.onLostHost.type,parentSchema:schema13.properties.volume.properties.onLostHost,data:data68};
if(vErrors === null){
vErrors = [err168];
}
else {
vErrors.push(err168);
}
errors++;
}
if(!(((data68 === "wait") || (data68 === "fork")) || (data68 === "restore"))){
const err169 = {instancePath:instancePath+"/volume/onLostHost",schemaPath:"#/properties/volume/properties/onLostHost/enum",keyword:"enum",params:{allowedValues: schema13.properties.volume.properties.onLostHost.enum},message:"must be equal to one of the allowed values",schema:schema13.properties.volume.properties.onLostHost.enum,parentSchema:schema13.properties.volume.properties.onLostHost,data:data68};
if(vErrors === null){
vErrors = [err169];
}
else {
vErrors.push(err169);
}
errors++;
}
}
}
else {
const err170 = {instancePath:instancePath+"/volume",schemaPath:"#/properties/volume/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.volume.type,parentSchema:schema13.properties.volume,data:data61};
if(vErrors === null){
vErrors = [err170];
}
else {
vErrors.push(err170);
}
errors++;
}
}
if(data.dns !== undefined){
let data69 = data.dns;
if(data69 && typeof data69 == "object" && !Array.isArray(data69)){
for(const key20 in data69){
if(!(((((((key20 === "skipRegistration") || (key20 === "nameservers")) || (key20 === "searches")) || (key20 === "options")) || (key20 === "forwardRules")) || (key20 === "hostname")) || (key20 === "hostnameFqdn"))){
const err171 = {instancePath:instancePath+"/dns",schemaPath:"#/properties/dns/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key20},message:"must NOT have additional properties",schema:false,parentSchema:schema13.properties.dns,data:data69};
if(vErrors === null){
vErrors = [err171];
}
else {
vErrors.push(err171);
}
errors++;
}
}
if(data69.skipRegistration !== undefined){
let data70 = data69.skipRegistration;
if(typeof data70 !== "boolean"){
const err172 = {instancePath:instancePath+"/dns/skipRegistration",schemaPath:"#/properties/dns/properties/skipRegistration/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema13.properties.dns.properties.skipRegistration.type,parentSchema:schema13.properties.dns.properties.skipRegistration,data:data70};
if(vErrors === null){
vErrors = [err172];
}
else {
vErrors.push(err172);
}
errors++;
}
}
if(data69.nameservers !== undefined){
let data71 = data69.nameservers;
if(Array.isArray(data71)){
if(data71.length > 20){
const err173 = {instancePath:instancePath+"/dns/nameservers",schemaPath:"#/properties/dns/properties/nameservers/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items",schema:20,parentSchema:schema13.properties.dns.properties.nameservers,data:data71};
if(vErrors === null){
vErrors = [err173];
}
else {
vErrors.push(err173);
}
errors++;
}
const len9 = data71.length;
for(let i10=0; i10<len9; i10++){
let data72 = data71[i10];
if(typeof data72 === "string"){
if(func2(data72) > 253){
const err174 = {instancePath:instancePath+"/dns/nameservers/" + i10,schemaPath:"#/properties/dns/properties/nameservers/items/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema13.properties.dns.properties.nameservers.items,data:data72};
if(vErrors === null){
vErrors = [err174];
}
else {
vErrors.push(err174);
}
errors++;
}
}
else {
const err175 = {instancePath:instancePath+"/dns/nameservers/" + i10,schemaPath:"#/properties/dns/properties/nameservers/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.nameservers.items.type,parentSchema:schema13.properties.dns.properties.nameservers.items,data:data72};
if(vErrors === null){
vErrors = [err175];
}
else {
vErrors.push(err175);
}
errors++;
}
}
}
else {
const err176 = {instancePath:instancePath+"/dns/nameservers",schemaPath:"#/properties/dns/properties/nameservers/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.dns.properties.nameservers.type,parentSchema:schema13.properties.dns.properties.nameservers,data:data71};
if(vErrors === null){
vErrors = [err176];
}
else {
vErrors.push(err176);
}
errors++;
}
}
if(data69.searches !== undefined){
let data73 = data69.searches;
if(Array.isArray(data73)){
if(data73.length > 20){
const err177 = {instancePath:instancePath+"/dns/searches",schemaPath:"#/properties/dns/properties/searches/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items",schema:20,parentSchema:schema13.properties.dns.properties.searches,data:data73};
if(vErrors === null){
vErrors = [err177];
}
else {
vErrors.push(err177);
}
errors++;
}
const len10 = data73.length;
for(let i11=0; i11<len10; i11++){
let data74 = data73[i11];
if(typeof data74 === "string"){
if(func2(data74) > 253){
const err178 = {instancePath:instancePath+"/dns/searches/" + i11,schemaPath:"#/properties/dns/properties/searches/items/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema13.properties.dns.properties.searches.items,data:data74};
if(vErrors === null){
vErrors = [err178];
}
else {
vErrors.push(err178);
}
errors++;
}
}
else {
const err179 = {instancePath:instancePath+"/dns/searches/" + i11,schemaPath:"#/properties/dns/properties/searches/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.searches.items.type,parentSchema:schema13.properties.dns.properties.searches.items,data:data74};
if(vErrors === null){
vErrors = [err179];
}
else {
vErrors.push(err179);
}
errors++;
}
}
}
else {
const err180 = {instancePath:instancePath+"/dns/searches",schemaPath:"#/properties/dns/properties/searches/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema13.properties.dns.properties.searches.type,parentSchema:schema13.properties.dns.properties.searches,data:data73};
if(vErrors === null){
vErrors = [err180];
}
else {
vErrors.push(err180);
}
errors++;
}
}
if(data69.options !== undefined){
let data75 = data69.options;
if(data75 && typeof data75 == "object" && !Array.isArray(data75)){
if(Object.keys(data75).length > 50){
const err181 = {instancePath:instancePath+"/dns/options",schemaPath:"#/properties/dns/properties/options/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema13.properties.dns.properties.options,data:data75};
if(vErrors === null){
vErrors = [err181];
}
else {
vErrors.push(err181);
}
errors++;
}
for(const key21 in data75){
let data76 = data75[key21];
if(typeof data76 === "string"){
if(func2(data76) > 256){
const err182 = {instancePath:instancePath+"/dns/options/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dns/properties/options/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema13.properties.dns.properties.options.additionalProperties,data:data76};
if(vErrors === null){
vErrors = [err182];
}
else {
vErrors.push(err182);
}
errors++;
}
}
else {
const err183 = {instancePath:instancePath+"/dns/options/" + key21.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dns/properties/options/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.options.additionalProperties.type,parentSchema:schema13.properties.dns.properties.options.additionalProperties,data:data76};
if(vErrors === null){
vErrors = [err183];
}
else {
vErrors.push(err183);
}
errors++;
}
}
}
else {
const err184 = {instancePath:instancePath+"/dns/options",schemaPath:"#/properties/dns/properties/options/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.dns.properties.options.type,parentSchema:schema13.properties.dns.properties.options,data:data75};
if(vErrors === null){
vErrors = [err184];
}
else {
vErrors.push(err184);
}
errors++;
}
}
if(data69.forwardRules !== undefined){
let data77 = data69.forwardRules;
if(data77 && typeof data77 == "object" && !Array.isArray(data77)){
if(Object.keys(data77).length > 50){
const err185 = {instancePath:instancePath+"/dns/forwardRules",schemaPath:"#/properties/dns/properties/forwardRules/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema13.properties.dns.properties.forwardRules,data:data77};
if(vErrors === null){
vErrors = [err185];
}
else {
vErrors.push(err185);
}
errors++;
}
for(const key22 in data77){
let data78 = data77[key22];
if(typeof data78 === "string"){
if(func2(data78) > 256){
const err186 = {instancePath:instancePath+"/dns/forwardRules/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dns/properties/forwardRules/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema13.properties.dns.properties.forwardRules.additionalProperties,data:data78};
if(vErrors === null){
vErrors = [err186];
}
else {
vErrors.push(err186);
}
errors++;
}
}
else {
const err187 = {instancePath:instancePath+"/dns/forwardRules/" + key22.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dns/properties/forwardRules/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.forwardRules.additionalProperties.type,parentSchema:schema13.properties.dns.properties.forwardRules.additionalProperties,data:data78};
if(vErrors === null){
vErrors = [err187];
}
else {
vErrors.push(err187);
}
errors++;
}
}
}
else {
const err188 = {instancePath:instancePath+"/dns/forwardRules",schemaPath:"#/properties/dns/properties/forwardRules/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.dns.properties.forwardRules.type,parentSchema:schema13.properties.dns.properties.forwardRules,data:data77};
if(vErrors === null){
vErrors = [err188];
}
else {
vErrors.push(err188);
}
errors++;
}
}
if(data69.hostname !== undefined){
let data79 = data69.hostname;
if(typeof data79 === "string"){
if(func2(data79) > 253){
const err189 = {instancePath:instancePath+"/dns/hostname",schemaPath:"#/properties/dns/properties/hostname/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema13.properties.dns.properties.hostname,data:data79};
if(vErrors === null){
vErrors = [err189];
}
else {
vErrors.push(err189);
}
errors++;
}
}
else {
const err190 = {instancePath:instancePath+"/dns/hostname",schemaPath:"#/properties/dns/properties/hostname/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.hostname.type,parentSchema:schema13.properties.dns.properties.hostname,data:data79};
if(vErrors === null){
vErrors = [err190];
}
else {
vErrors.push(err190);
}
errors++;
}
}
if(data69.hostnameFqdn !== undefined){
let data80 = data69.hostnameFqdn;
if(typeof data80 === "string"){
if(func2(data80) > 253){
const err191 = {instancePath:instancePath+"/dns/hostnameFqdn",schemaPath:"#/properties/dns/properties/hostnameFqdn/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema13.properties.dns.properties.hostnameFqdn,data:data80};
if(vErrors === null){
vErrors = [err191];
}
else {
vErrors.push(err191);
}
errors++;
}
}
else {
const err192 = {instancePath:instancePath+"/dns/hostnameFqdn",schemaPath:"#/properties/dns/properties/hostnameFqdn/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema13.properties.dns.properties.hostnameFqdn.type,parentSchema:schema13.properties.dns.properties.hostnameFqdn,data:data80};
if(vErrors === null){
vErrors = [err192];
}
else {
vErrors.push(err192);
}
errors++;
}
}
}
else {
const err193 = {instancePath:instancePath+"/dns",schemaPath:"#/properties/dns/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.properties.dns.type,parentSchema:schema13.properties.dns,data:data69};
if(vErrors === null){
vErrors = [err193];
}
else {
vErrors.push(err193);
}
errors++;
}
}
}
else {
const err194 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema13.type,parentSchema:schema13,data};
if(vErrors === null){
vErrors = [err194];
}
else {
vErrors.push(err194);
}
errors++;
}
validate11.errors = vErrors;
return errors === 0;
}


function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="app.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'",schema:schema11.required,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.apiVersion.type,parentSchema:schema11.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("artifact/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "artifact/v1"},message:"must be equal to constant",schema:"artifact/v1",parentSchema:schema11.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.kind.type,parentSchema:schema11.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("App" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "App"},message:"must be equal to constant",schema:"App",parentSchema:schema11.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema11.properties.metadata.required,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!((key1 === "name") || (key1 === "labels"))){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.metadata.properties.name.type,parentSchema:schema11.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
if(data2.labels !== undefined){
let data4 = data2.labels;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length > 50){
const err14 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema11.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
for(const key2 in data4){
const _errs13 = errors;
if(typeof key2 === "string"){
if(!pattern1.test(key2)){
const err15 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$",parentSchema:schema11.properties.metadata.properties.labels.propertyNames,data:key2,propertyName:key2};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
}
var valid2 = _errs13 === errors;
if(!valid2){
const err16 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key2},message:"property name must be valid",schema:schema11.properties.metadata.properties.labels.propertyNames,parentSchema:schema11.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
}
for(const key3 in data4){
let data5 = data4[key3];
if(typeof data5 === "string"){
if(func2(data5) > 256){
const err17 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema11.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
else {
const err18 = {instancePath:instancePath+"/metadata/labels/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/metadata/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.metadata.properties.labels.additionalProperties.type,parentSchema:schema11.properties.metadata.properties.labels.additionalProperties,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
}
else {
const err19 = {instancePath:instancePath+"/metadata/labels",schemaPath:"#/properties/metadata/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.metadata.properties.labels.type,parentSchema:schema11.properties.metadata.properties.labels,data:data4};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
}
}
else {
const err20 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.metadata.type,parentSchema:schema11.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data.spec !== undefined){
let data6 = data.spec;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(data6.paused === undefined){
data6.paused = false;
}
if(data6.rollout === undefined){
data6.rollout = {};
}
if(data6.drift === undefined){
data6.drift = {};
}
if(data6.deletion === undefined){
data6.deletion = {};
}
if(data6.machines === undefined){
const err21 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "machines"},message:"must have required property '"+"machines"+"'",schema:schema11.properties.spec.required,parentSchema:schema11.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
for(const key4 in data6){
if(!(func4.call(schema11.properties.spec.properties, key4))){
const err22 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
}
if(data6.flyApp !== undefined){
let data7 = data6.flyApp;
if(typeof data7 === "string"){
if(func2(data7) > 63){
const err23 = {instancePath:instancePath+"/spec/flyApp",schemaPath:"#/properties/spec/properties/flyApp/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema11.properties.spec.properties.flyApp,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern0.test(data7)){
const err24 = {instancePath:instancePath+"/spec/flyApp",schemaPath:"#/properties/spec/properties/flyApp/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.spec.properties.flyApp,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/flyApp",schemaPath:"#/properties/spec/properties/flyApp/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.flyApp.type,parentSchema:schema11.properties.spec.properties.flyApp,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
if(data6.network !== undefined){
let data8 = data6.network;
if(typeof data8 === "string"){
if(func2(data8) > 63){
const err26 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema11.properties.spec.properties.network,data:data8};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!pattern0.test(data8)){
const err27 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema11.properties.spec.properties.network,data:data8};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/network",schemaPath:"#/properties/spec/properties/network/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.network.type,parentSchema:schema11.properties.spec.properties.network,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data6.primaryRegion !== undefined){
let data9 = data6.primaryRegion;
if(typeof data9 !== "string"){
const err29 = {instancePath:instancePath+"/spec/primaryRegion",schemaPath:"#/definitions/region/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema12.type,parentSchema:schema12,data:data9};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(!((((((((((((((((((data9 === "ams") || (data9 === "arn")) || (data9 === "bom")) || (data9 === "cdg")) || (data9 === "dfw")) || (data9 === "ewr")) || (data9 === "fra")) || (data9 === "gru")) || (data9 === "iad")) || (data9 === "jnb")) || (data9 === "lax")) || (data9 === "lhr")) || (data9 === "nrt")) || (data9 === "ord")) || (data9 === "sin")) || (data9 === "sjc")) || (data9 === "syd")) || (data9 === "yyz"))){
const err30 = {instancePath:instancePath+"/spec/primaryRegion",schemaPath:"#/definitions/region/enum",keyword:"enum",params:{allowedValues: schema12.enum},message:"must be equal to one of the allowed values",schema:schema12.enum,parentSchema:schema12,data:data9};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
let data10 = data6.paused;
if(typeof data10 !== "boolean"){
const err31 = {instancePath:instancePath+"/spec/paused",schemaPath:"#/properties/spec/properties/paused/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.spec.properties.paused.type,parentSchema:schema11.properties.spec.properties.paused,data:data10};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
if(data6.machines !== undefined){
let data11 = data6.machines;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length > 50){
const err32 = {instancePath:instancePath+"/spec/machines",schemaPath:"#/properties/spec/properties/machines/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema11.properties.spec.properties.machines,data:data11};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
for(const key5 in data11){
const _errs32 = errors;
if(typeof key5 === "string"){
if(!pattern4.test(key5)){
const err33 = {instancePath:instancePath+"/spec/machines",schemaPath:"#/properties/spec/properties/machines/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,18}[a-z0-9])?$",parentSchema:schema11.properties.spec.properties.machines.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
var valid7 = _errs32 === errors;
if(!valid7){
const err34 = {instancePath:instancePath+"/spec/machines",schemaPath:"#/properties/spec/properties/machines/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema11.properties.spec.properties.machines.propertyNames,parentSchema:schema11.properties.spec.properties.machines,data:data11};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
for(const key6 in data11){
if(!(validate11(data11[key6], {instancePath:instancePath+"/spec/machines/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data11,parentDataProperty:key6,rootData}))){
vErrors = vErrors === null ? validate11.errors : vErrors.concat(validate11.errors);
errors = vErrors.length;
}
}
}
else {
const err35 = {instancePath:instancePath+"/spec/machines",schemaPath:"#/properties/spec/properties/machines/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.machines.type,parentSchema:schema11.properties.spec.properties.machines,data:data11};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
if(data6.addresses !== undefined){
let data13 = data6.addresses;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key7 in data13){
if(!((((key7 === "sharedIpv4") || (key7 === "ipv6")) || (key7 === "ipv4")) || (key7 === "private"))){
const err36 = {instancePath:instancePath+"/spec/addresses",schemaPath:"#/properties/spec/properties/addresses/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.spec.properties.addresses,data:data13};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
if(data13.sharedIpv4 !== undefined){
let data14 = data13.sharedIpv4;
if(typeof data14 !== "boolean"){
const err37 = {instancePath:instancePath+"/spec/addresses/sharedIpv4",schemaPath:"#/properties/spec/properties/addresses/properties/sharedIpv4/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.spec.properties.addresses.properties.sharedIpv4.type,parentSchema:schema11.properties.spec.properties.addresses.properties.sharedIpv4,data:data14};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data13.ipv6 !== undefined){
let data15 = data13.ipv6;
if(typeof data15 !== "boolean"){
const err38 = {instancePath:instancePath+"/spec/addresses/ipv6",schemaPath:"#/properties/spec/properties/addresses/properties/ipv6/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.spec.properties.addresses.properties.ipv6.type,parentSchema:schema11.properties.spec.properties.addresses.properties.ipv6,data:data15};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
}
if(data13.ipv4 !== undefined){
let data16 = data13.ipv4;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err39 = {instancePath:instancePath+"/spec/addresses/ipv4",schemaPath:"#/properties/spec/properties/addresses/properties/ipv4/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.spec.properties.addresses.properties.ipv4.type,parentSchema:schema11.properties.spec.properties.addresses.properties.ipv4,data:data16};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 10 || isNaN(data16)){
const err40 = {instancePath:instancePath+"/spec/addresses/ipv4",schemaPath:"#/properties/spec/properties/addresses/properties/ipv4/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10},message:"must be <= 10",schema:10,parentSchema:schema11.properties.spec.properties.addresses.properties.ipv4,data:data16};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err41 = {instancePath:instancePath+"/spec/addresses/ipv4",schemaPath:"#/properties/spec/properties/addresses/properties/ipv4/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema11.properties.spec.properties.addresses.properties.ipv4,data:data16};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
}
if(data13.private !== undefined){
let data17 = data13.private;
if(Array.isArray(data17)){
if(data17.length > 10){
const err42 = {instancePath:instancePath+"/spec/addresses/private",schemaPath:"#/properties/spec/properties/addresses/properties/private/maxItems",keyword:"maxItems",params:{limit: 10},message:"must NOT have more than 10 items",schema:10,parentSchema:schema11.properties.spec.properties.addresses.properties.private,data:data17};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key8 in data18){
if(!(key8 === "network")){
const err43 = {instancePath:instancePath+"/spec/addresses/private/" + i0,schemaPath:"#/definitions/privateAddress/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema21,data:data18};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
}
if(data18.network !== undefined){
let data19 = data18.network;
if(typeof data19 === "string"){
if(func2(data19) > 63){
const err44 = {instancePath:instancePath+"/spec/addresses/private/" + i0+"/network",schemaPath:"#/definitions/privateAddress/properties/network/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema21.properties.network,data:data19};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(!pattern0.test(data19)){
const err45 = {instancePath:instancePath+"/spec/addresses/private/" + i0+"/network",schemaPath:"#/definitions/privateAddress/properties/network/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema21.properties.network,data:data19};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
}
else {
const err46 = {instancePath:instancePath+"/spec/addresses/private/" + i0+"/network",schemaPath:"#/definitions/privateAddress/properties/network/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema21.properties.network.type,parentSchema:schema21.properties.network,data:data19};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
}
else {
const err47 = {instancePath:instancePath+"/spec/addresses/private/" + i0,schemaPath:"#/definitions/privateAddress/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema21.type,parentSchema:schema21,data:data18};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
else {
const err48 = {instancePath:instancePath+"/spec/addresses/private",schemaPath:"#/properties/spec/properties/addresses/properties/private/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.spec.properties.addresses.properties.private.type,parentSchema:schema11.properties.spec.properties.addresses.properties.private,data:data17};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/addresses",schemaPath:"#/properties/spec/properties/addresses/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.addresses.type,parentSchema:schema11.properties.spec.properties.addresses,data:data13};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data6.secrets !== undefined){
let data20 = data6.secrets;
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length > 100){
const err50 = {instancePath:instancePath+"/spec/secrets",schemaPath:"#/properties/spec/properties/secrets/maxProperties",keyword:"maxProperties",params:{limit: 100},message:"must NOT have more than 100 properties",schema:100,parentSchema:schema11.properties.spec.properties.secrets,data:data20};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
for(const key9 in data20){
const _errs54 = errors;
if(typeof key9 === "string"){
if(!pattern26.test(key9)){
const err51 = {instancePath:instancePath+"/spec/secrets",schemaPath:"#/properties/spec/properties/secrets/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Z_][A-Z0-9_]{0,127}$"},message:"must match pattern \""+"^[A-Z_][A-Z0-9_]{0,127}$"+"\"",schema:"^[A-Z_][A-Z0-9_]{0,127}$",parentSchema:schema11.properties.spec.properties.secrets.propertyNames,data:key9,propertyName:key9};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
}
var valid14 = _errs54 === errors;
if(!valid14){
const err52 = {instancePath:instancePath+"/spec/secrets",schemaPath:"#/properties/spec/properties/secrets/propertyNames",keyword:"propertyNames",params:{propertyName: key9},message:"property name must be valid",schema:schema11.properties.spec.properties.secrets.propertyNames,parentSchema:schema11.properties.spec.properties.secrets,data:data20};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
for(const key10 in data20){
let data21 = data20[key10];
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
for(const key11 in data21){
if(!(((key11 === "provided") || (key11 === "generate")) || (key11 === "rotateEvery"))){
const err53 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/secret/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11},message:"must NOT have additional properties",schema:false,parentSchema:schema22,data:data21};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
if(data21.provided !== undefined){
let data22 = data21.provided;
if(typeof data22 !== "boolean"){
const err54 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/provided",schemaPath:"#/definitions/secret/properties/provided/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema22.properties.provided.type,parentSchema:schema22.properties.provided,data:data22};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if(true !== data22){
const err55 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/provided",schemaPath:"#/definitions/secret/properties/provided/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema22.properties.provided,data:data22};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
if(data21.generate !== undefined){
let data23 = data21.generate;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
if(data23.length === undefined){
data23.length = 32;
}
if(data23.alphabet === undefined){
data23.alphabet = "base62";
}
for(const key12 in data23){
if(!((key12 === "length") || (key12 === "alphabet"))){
const err56 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate",schemaPath:"#/definitions/secret/properties/generate/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key12},message:"must NOT have additional properties",schema:false,parentSchema:schema22.properties.generate,data:data23};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
let data24 = data23.length;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
const err57 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate/length",schemaPath:"#/definitions/secret/properties/generate/properties/length/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema22.properties.generate.properties.length.type,parentSchema:schema22.properties.generate.properties.length,data:data24};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 > 256 || isNaN(data24)){
const err58 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate/length",schemaPath:"#/definitions/secret/properties/generate/properties/length/maximum",keyword:"maximum",params:{comparison: "<=", limit: 256},message:"must be <= 256",schema:256,parentSchema:schema22.properties.generate.properties.length,data:data24};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
if(data24 < 16 || isNaN(data24)){
const err59 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate/length",schemaPath:"#/definitions/secret/properties/generate/properties/length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 16},message:"must be >= 16",schema:16,parentSchema:schema22.properties.generate.properties.length,data:data24};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
let data25 = data23.alphabet;
if(typeof data25 !== "string"){
const err60 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate/alphabet",schemaPath:"#/definitions/secret/properties/generate/properties/alphabet/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.generate.properties.alphabet.type,parentSchema:schema22.properties.generate.properties.alphabet,data:data25};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if(!(((((data25 === "base62") || (data25 === "base64url")) || (data25 === "hex")) || (data25 === "lower")) || (data25 === "digits"))){
const err61 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate/alphabet",schemaPath:"#/definitions/secret/properties/generate/properties/alphabet/enum",keyword:"enum",params:{allowedValues: schema22.properties.generate.properties.alphabet.enum},message:"must be equal to one of the allowed values",schema:schema22.properties.generate.properties.alphabet.enum,parentSchema:schema22.properties.generate.properties.alphabet,data:data25};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
}
else {
const err62 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/generate",schemaPath:"#/definitions/secret/properties/generate/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.properties.generate.type,parentSchema:schema22.properties.generate,data:data23};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
if(data21.rotateEvery !== undefined){
let data26 = data21.rotateEvery;
if(typeof data26 === "string"){
if(!pattern7.test(data26)){
const err63 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/rotateEvery",schemaPath:"#/definitions/secret/properties/rotateEvery/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema22.properties.rotateEvery,data:data26};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
}
else {
const err64 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/rotateEvery",schemaPath:"#/definitions/secret/properties/rotateEvery/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema22.properties.rotateEvery.type,parentSchema:schema22.properties.rotateEvery,data:data26};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
}
}
else {
const err65 = {instancePath:instancePath+"/spec/secrets/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/definitions/secret/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema22.type,parentSchema:schema22,data:data21};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
else {
const err66 = {instancePath:instancePath+"/spec/secrets",schemaPath:"#/properties/spec/properties/secrets/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.secrets.type,parentSchema:schema11.properties.spec.properties.secrets,data:data20};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
}
if(data6.domains !== undefined){
let data27 = data6.domains;
if(Array.isArray(data27)){
if(data27.length > 100){
const err67 = {instancePath:instancePath+"/spec/domains",schemaPath:"#/properties/spec/properties/domains/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema11.properties.spec.properties.domains,data:data27};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
const len1 = data27.length;
for(let i1=0; i1<len1; i1++){
let data28 = data27[i1];
if(typeof data28 === "string"){
if(func2(data28) > 253){
const err68 = {instancePath:instancePath+"/spec/domains/" + i1,schemaPath:"#/properties/spec/properties/domains/items/maxLength",keyword:"maxLength",params:{limit: 253},message:"must NOT have more than 253 characters",schema:253,parentSchema:schema11.properties.spec.properties.domains.items,data:data28};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
if(func2(data28) < 1){
const err69 = {instancePath:instancePath+"/spec/domains/" + i1,schemaPath:"#/properties/spec/properties/domains/items/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema11.properties.spec.properties.domains.items,data:data28};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
}
else {
const err70 = {instancePath:instancePath+"/spec/domains/" + i1,schemaPath:"#/properties/spec/properties/domains/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.domains.items.type,parentSchema:schema11.properties.spec.properties.domains.items,data:data28};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
}
}
else {
const err71 = {instancePath:instancePath+"/spec/domains",schemaPath:"#/properties/spec/properties/domains/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.spec.properties.domains.type,parentSchema:schema11.properties.spec.properties.domains,data:data27};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
let data29 = data6.rollout;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.strategy === undefined){
data29.strategy = "rolling";
}
if(data29.maxUnavailable === undefined){
data29.maxUnavailable = 1;
}
if(data29.healthyWithin === undefined){
data29.healthyWithin = "5m";
}
if(data29.smoke === undefined){
data29.smoke = "0s";
}
if(data29.onFailure === undefined){
data29.onFailure = "pause";
}
if(data29.keepOld === undefined){
data29.keepOld = "1m";
}
for(const key13 in data29){
if(!((((((((key13 === "strategy") || (key13 === "maxUnavailable")) || (key13 === "healthyWithin")) || (key13 === "healthyFor")) || (key13 === "timeout")) || (key13 === "smoke")) || (key13 === "onFailure")) || (key13 === "keepOld"))){
const err72 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key13},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.spec.properties.rollout,data:data29};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
}
let data30 = data29.strategy;
if(typeof data30 !== "string"){
const err73 = {instancePath:instancePath+"/spec/rollout/strategy",schemaPath:"#/properties/spec/properties/rollout/properties/strategy/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.strategy.type,parentSchema:schema11.properties.spec.properties.rollout.properties.strategy,data:data30};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(!((((data30 === "rolling") || (data30 === "canary")) || (data30 === "bluegreen")) || (data30 === "immediate"))){
const err74 = {instancePath:instancePath+"/spec/rollout/strategy",schemaPath:"#/properties/spec/properties/rollout/properties/strategy/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.rollout.properties.strategy.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.spec.properties.rollout.properties.strategy.enum,parentSchema:schema11.properties.spec.properties.rollout.properties.strategy,data:data30};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
let data31 = data29.maxUnavailable;
const _errs81 = errors;
let valid22 = false;
const _errs82 = errors;
if(!(((typeof data31 == "number") && (!(data31 % 1) && !isNaN(data31))) && (isFinite(data31)))){
const err75 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf/0/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[0].type,parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
if((typeof data31 == "number") && (isFinite(data31))){
if(data31 > 1000 || isNaN(data31)){
const err76 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf/0/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000},message:"must be <= 1000",schema:1000,parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
if(data31 < 1 || isNaN(data31)){
const err77 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf/0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1},message:"must be >= 1",schema:1,parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[0],data:data31};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
}
var _valid0 = _errs82 === errors;
valid22 = valid22 || _valid0;
if(!valid22){
const _errs84 = errors;
if(typeof data31 === "string"){
if(!pattern28.test(data31)){
const err78 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf/1/pattern",keyword:"pattern",params:{pattern: "^([1-9][0-9]?|100)%$"},message:"must match pattern \""+"^([1-9][0-9]?|100)%$"+"\"",schema:"^([1-9][0-9]?|100)%$",parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[1],data:data31};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
}
else {
const err79 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf/1/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[1].type,parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf[1],data:data31};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
var _valid0 = _errs84 === errors;
valid22 = valid22 || _valid0;
}
if(!valid22){
const err80 = {instancePath:instancePath+"/spec/rollout/maxUnavailable",schemaPath:"#/properties/spec/properties/rollout/properties/maxUnavailable/anyOf",keyword:"anyOf",params:{},message:"must match a schema in anyOf",schema:schema11.properties.spec.properties.rollout.properties.maxUnavailable.anyOf,parentSchema:schema11.properties.spec.properties.rollout.properties.maxUnavailable,data:data31};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
else {
errors = _errs81;
if(vErrors !== null){
if(_errs81){
vErrors.length = _errs81;
}
else {
vErrors = null;
}
}
}
let data32 = data29.healthyWithin;
if(typeof data32 === "string"){
if(!pattern7.test(data32)){
const err81 = {instancePath:instancePath+"/spec/rollout/healthyWithin",schemaPath:"#/properties/spec/properties/rollout/properties/healthyWithin/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.rollout.properties.healthyWithin,data:data32};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
}
}
else {
const err82 = {instancePath:instancePath+"/spec/rollout/healthyWithin",schemaPath:"#/properties/spec/properties/rollout/properties/healthyWithin/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.healthyWithin.type,parentSchema:schema11.properties.spec.properties.rollout.properties.healthyWithin,data:data32};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
if(data29.healthyFor !== undefined){
let data33 = data29.healthyFor;
if(typeof data33 === "string"){
if(!pattern7.test(data33)){
const err83 = {instancePath:instancePath+"/spec/rollout/healthyFor",schemaPath:"#/properties/spec/properties/rollout/properties/healthyFor/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.rollout.properties.healthyFor,data:data33};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
}
else {
const err84 = {instancePath:instancePath+"/spec/rollout/healthyFor",schemaPath:"#/properties/spec/properties/rollout/properties/healthyFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.healthyFor.type,parentSchema:schema11.properties.spec.properties.rollout.properties.healthyFor,data:data33};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
}
if(data29.timeout !== undefined){
let data34 = data29.timeout;
if(typeof data34 === "string"){
if(!pattern7.test(data34)){
const err85 = {instancePath:instancePath+"/spec/rollout/timeout",schemaPath:"#/properties/spec/properties/rollout/properties/timeout/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.rollout.properties.timeout,data:data34};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
}
else {
const err86 = {instancePath:instancePath+"/spec/rollout/timeout",schemaPath:"#/properties/spec/properties/rollout/properties/timeout/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.timeout.type,parentSchema:schema11.properties.spec.properties.rollout.properties.timeout,data:data34};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
let data35 = data29.smoke;
if(typeof data35 === "string"){
if(!pattern7.test(data35)){
const err87 = {instancePath:instancePath+"/spec/rollout/smoke",schemaPath:"#/properties/spec/properties/rollout/properties/smoke/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.rollout.properties.smoke,data:data35};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
}
}
else {
const err88 = {instancePath:instancePath+"/spec/rollout/smoke",schemaPath:"#/properties/spec/properties/rollout/properties/smoke/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.smoke.type,parentSchema:schema11.properties.spec.properties.rollout.properties.smoke,data:data35};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
let data36 = data29.onFailure;
if(typeof data36 !== "string"){
const err89 = {instancePath:instancePath+"/spec/rollout/onFailure",schemaPath:"#/properties/spec/properties/rollout/properties/onFailure/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.onFailure.type,parentSchema:schema11.properties.spec.properties.rollout.properties.onFailure,data:data36};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
if(!((data36 === "pause") || (data36 === "rollback"))){
const err90 = {instancePath:instancePath+"/spec/rollout/onFailure",schemaPath:"#/properties/spec/properties/rollout/properties/onFailure/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.rollout.properties.onFailure.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.spec.properties.rollout.properties.onFailure.enum,parentSchema:schema11.properties.spec.properties.rollout.properties.onFailure,data:data36};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
let data37 = data29.keepOld;
if(typeof data37 === "string"){
if(!pattern7.test(data37)){
const err91 = {instancePath:instancePath+"/spec/rollout/keepOld",schemaPath:"#/properties/spec/properties/rollout/properties/keepOld/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.rollout.properties.keepOld,data:data37};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
}
else {
const err92 = {instancePath:instancePath+"/spec/rollout/keepOld",schemaPath:"#/properties/spec/properties/rollout/properties/keepOld/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.rollout.properties.keepOld.type,parentSchema:schema11.properties.spec.properties.rollout.properties.keepOld,data:data37};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
}
else {
const err93 = {instancePath:instancePath+"/spec/rollout",schemaPath:"#/properties/spec/properties/rollout/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.rollout.type,parentSchema:schema11.properties.spec.properties.rollout,data:data29};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
let data38 = data6.drift;
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
if(data38.mode === undefined){
data38.mode = "enforce";
}
for(const key14 in data38){
if(!(((((key14 === "mode") || (key14 === "restart")) || (key14 === "replace")) || (key14 === "ignore")) || (key14 === "windows"))){
const err94 = {instancePath:instancePath+"/spec/drift",schemaPath:"#/properties/spec/properties/drift/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.spec.properties.drift,data:data38};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
let data39 = data38.mode;
if(typeof data39 !== "string"){
const err95 = {instancePath:instancePath+"/spec/drift/mode",schemaPath:"#/properties/spec/properties/drift/properties/mode/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.drift.properties.mode.type,parentSchema:schema11.properties.spec.properties.drift.properties.mode,data:data39};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
if(!(((data39 === "enforce") || (data39 === "report")) || (data39 === "off"))){
const err96 = {instancePath:instancePath+"/spec/drift/mode",schemaPath:"#/properties/spec/properties/drift/properties/mode/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.drift.properties.mode.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.spec.properties.drift.properties.mode.enum,parentSchema:schema11.properties.spec.properties.drift.properties.mode,data:data39};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
}
if(data38.restart !== undefined){
let data40 = data38.restart;
if(typeof data40 !== "string"){
const err97 = {instancePath:instancePath+"/spec/drift/restart",schemaPath:"#/properties/spec/properties/drift/properties/restart/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.drift.properties.restart.type,parentSchema:schema11.properties.spec.properties.drift.properties.restart,data:data40};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
if(!(((data40 === "enforce") || (data40 === "report")) || (data40 === "off"))){
const err98 = {instancePath:instancePath+"/spec/drift/restart",schemaPath:"#/properties/spec/properties/drift/properties/restart/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.drift.properties.restart.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.spec.properties.drift.properties.restart.enum,parentSchema:schema11.properties.spec.properties.drift.properties.restart,data:data40};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
if(data38.replace !== undefined){
let data41 = data38.replace;
if(typeof data41 !== "string"){
const err99 = {instancePath:instancePath+"/spec/drift/replace",schemaPath:"#/properties/spec/properties/drift/properties/replace/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.drift.properties.replace.type,parentSchema:schema11.properties.spec.properties.drift.properties.replace,data:data41};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
if(!(((data41 === "enforce") || (data41 === "report")) || (data41 === "off"))){
const err100 = {instancePath:instancePath+"/spec/drift/replace",schemaPath:"#/properties/spec/properties/drift/properties/replace/enum",keyword:"enum",params:{allowedValues: schema11.properties.spec.properties.drift.properties.replace.enum},message:"must be equal to one of the allowed values",schema:schema11.properties.spec.properties.drift.properties.replace.enum,parentSchema:schema11.properties.spec.properties.drift.properties.replace,data:data41};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
}
if(data38.ignore !== undefined){
let data42 = data38.ignore;
if(Array.isArray(data42)){
if(data42.length > 50){
const err101 = {instancePath:instancePath+"/spec/drift/ignore",schemaPath:"#/properties/spec/properties/drift/properties/ignore/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items",schema:50,parentSchema:schema11.properties.spec.properties.drift.properties.ignore,data:data42};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
const len2 = data42.length;
for(let i2=0; i2<len2; i2++){
let data43 = data42[i2];
if(typeof data43 === "string"){
if(func2(data43) > 256){
const err102 = {instancePath:instancePath+"/spec/drift/ignore/" + i2,schemaPath:"#/properties/spec/properties/drift/properties/ignore/items/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema11.properties.spec.properties.drift.properties.ignore.items,data:data43};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!pattern34.test(data43)){
const err103 = {instancePath:instancePath+"/spec/drift/ignore/" + i2,schemaPath:"#/properties/spec/properties/drift/properties/ignore/items/pattern",keyword:"pattern",params:{pattern: "^(/([^~/]|~[01])+)+$"},message:"must match pattern \""+"^(/([^~/]|~[01])+)+$"+"\"",schema:"^(/([^~/]|~[01])+)+$",parentSchema:schema11.properties.spec.properties.drift.properties.ignore.items,data:data43};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
else {
const err104 = {instancePath:instancePath+"/spec/drift/ignore/" + i2,schemaPath:"#/properties/spec/properties/drift/properties/ignore/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.drift.properties.ignore.items.type,parentSchema:schema11.properties.spec.properties.drift.properties.ignore.items,data:data43};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
}
}
let i3 = data42.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data42[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err105 = {instancePath:instancePath+"/spec/drift/ignore",schemaPath:"#/properties/spec/properties/drift/properties/ignore/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i3+" are identical)",schema:true,parentSchema:schema11.properties.spec.properties.drift.properties.ignore,data:data42};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
const err106 = {instancePath:instancePath+"/spec/drift/ignore",schemaPath:"#/properties/spec/properties/drift/properties/ignore/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.spec.properties.drift.properties.ignore.type,parentSchema:schema11.properties.spec.properties.drift.properties.ignore,data:data42};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
}
if(data38.windows !== undefined){
let data44 = data38.windows;
if(Array.isArray(data44)){
if(data44.length > 20){
const err107 = {instancePath:instancePath+"/spec/drift/windows",schemaPath:"#/properties/spec/properties/drift/properties/windows/maxItems",keyword:"maxItems",params:{limit: 20},message:"must NOT have more than 20 items",schema:20,parentSchema:schema11.properties.spec.properties.drift.properties.windows,data:data44};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
const len3 = data44.length;
for(let i4=0; i4<len3; i4++){
let data45 = data44[i4];
if(data45 && typeof data45 == "object" && !Array.isArray(data45)){
if(data45.timezone === undefined){
data45.timezone = "UTC";
}
if(data45.from === undefined){
const err108 = {instancePath:instancePath+"/spec/drift/windows/" + i4,schemaPath:"#/definitions/window/required",keyword:"required",params:{missingProperty: "from"},message:"must have required property '"+"from"+"'",schema:schema23.required,parentSchema:schema23,data:data45};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(data45.to === undefined){
const err109 = {instancePath:instancePath+"/spec/drift/windows/" + i4,schemaPath:"#/definitions/window/required",keyword:"required",params:{missingProperty: "to"},message:"must have required property '"+"to"+"'",schema:schema23.required,parentSchema:schema23,data:data45};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
for(const key15 in data45){
if(!((((key15 === "days") || (key15 === "from")) || (key15 === "to")) || (key15 === "timezone"))){
const err110 = {instancePath:instancePath+"/spec/drift/windows/" + i4,schemaPath:"#/definitions/window/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15},message:"must NOT have additional properties",schema:false,parentSchema:schema23,data:data45};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
if(data45.days !== undefined){
let data46 = data45.days;
if(Array.isArray(data46)){
if(data46.length > 7){
const err111 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/days",schemaPath:"#/definitions/window/properties/days/maxItems",keyword:"maxItems",params:{limit: 7},message:"must NOT have more than 7 items",schema:7,parentSchema:schema23.properties.days,data:data46};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
}
const len4 = data46.length;
for(let i5=0; i5<len4; i5++){
let data47 = data46[i5];
if(typeof data47 !== "string"){
const err112 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/days/" + i5,schemaPath:"#/definitions/window/properties/days/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.days.items.type,parentSchema:schema23.properties.days.items,data:data47};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
if(!(((((((data47 === "mon") || (data47 === "tue")) || (data47 === "wed")) || (data47 === "thu")) || (data47 === "fri")) || (data47 === "sat")) || (data47 === "sun"))){
const err113 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/days/" + i5,schemaPath:"#/definitions/window/properties/days/items/enum",keyword:"enum",params:{allowedValues: schema23.properties.days.items.enum},message:"must be equal to one of the allowed values",schema:schema23.properties.days.items.enum,parentSchema:schema23.properties.days.items,data:data47};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
}
let i6 = data46.length;
let j1;
if(i6 > 1){
const indices1 = {};
for(;i6--;){
let item1 = data46[i6];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err114 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/days",schemaPath:"#/definitions/window/properties/days/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i6+" are identical)",schema:true,parentSchema:schema23.properties.days,data:data46};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
break;
}
indices1[item1] = i6;
}
}
}
else {
const err115 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/days",schemaPath:"#/definitions/window/properties/days/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema23.properties.days.type,parentSchema:schema23.properties.days,data:data46};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
}
if(data45.from !== undefined){
let data48 = data45.from;
if(typeof data48 === "string"){
if(!pattern35.test(data48)){
const err116 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/from",schemaPath:"#/definitions/window/properties/from/pattern",keyword:"pattern",params:{pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"},message:"must match pattern \""+"^([01][0-9]|2[0-3]):[0-5][0-9]$"+"\"",schema:"^([01][0-9]|2[0-3]):[0-5][0-9]$",parentSchema:schema23.properties.from,data:data48};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
else {
const err117 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/from",schemaPath:"#/definitions/window/properties/from/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.from.type,parentSchema:schema23.properties.from,data:data48};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
}
}
if(data45.to !== undefined){
let data49 = data45.to;
if(typeof data49 === "string"){
if(!pattern35.test(data49)){
const err118 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/to",schemaPath:"#/definitions/window/properties/to/pattern",keyword:"pattern",params:{pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$"},message:"must match pattern \""+"^([01][0-9]|2[0-3]):[0-5][0-9]$"+"\"",schema:"^([01][0-9]|2[0-3]):[0-5][0-9]$",parentSchema:schema23.properties.to,data:data49};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
else {
const err119 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/to",schemaPath:"#/definitions/window/properties/to/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.to.type,parentSchema:schema23.properties.to,data:data49};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
let data50 = data45.timezone;
if(typeof data50 === "string"){
if(func2(data50) > 64){
const err120 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/timezone",schemaPath:"#/definitions/window/properties/timezone/maxLength",keyword:"maxLength",params:{limit: 64},message:"must NOT have more than 64 characters",schema:64,parentSchema:schema23.properties.timezone,data:data50};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
else {
const err121 = {instancePath:instancePath+"/spec/drift/windows/" + i4+"/timezone",schemaPath:"#/definitions/window/properties/timezone/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema23.properties.timezone.type,parentSchema:schema23.properties.timezone,data:data50};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
}
else {
const err122 = {instancePath:instancePath+"/spec/drift/windows/" + i4,schemaPath:"#/definitions/window/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema23.type,parentSchema:schema23,data:data45};
if(vErrors === null){
vErrors = [err122];
}
else {
vErrors.push(err122);
}
errors++;
}
}
}
else {
const err123 = {instancePath:instancePath+"/spec/drift/windows",schemaPath:"#/properties/spec/properties/drift/properties/windows/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema11.properties.spec.properties.drift.properties.windows.type,parentSchema:schema11.properties.spec.properties.drift.properties.windows,data:data44};
if(vErrors === null){
vErrors = [err123];
}
else {
vErrors.push(err123);
}
errors++;
}
}
}
else {
const err124 = {instancePath:instancePath+"/spec/drift",schemaPath:"#/properties/spec/properties/drift/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.drift.type,parentSchema:schema11.properties.spec.properties.drift,data:data38};
if(vErrors === null){
vErrors = [err124];
}
else {
vErrors.push(err124);
}
errors++;
}
let data51 = data6.deletion;
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
if(data51.keepFor === undefined){
data51.keepFor = "1d";
}
for(const key16 in data51){
if(!(((key16 === "protect") || (key16 === "requested")) || (key16 === "keepFor"))){
const err125 = {instancePath:instancePath+"/spec/deletion",schemaPath:"#/properties/spec/properties/deletion/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key16},message:"must NOT have additional properties",schema:false,parentSchema:schema11.properties.spec.properties.deletion,data:data51};
if(vErrors === null){
vErrors = [err125];
}
else {
vErrors.push(err125);
}
errors++;
}
}
if(data51.protect !== undefined){
let data52 = data51.protect;
if(typeof data52 !== "boolean"){
const err126 = {instancePath:instancePath+"/spec/deletion/protect",schemaPath:"#/properties/spec/properties/deletion/properties/protect/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.spec.properties.deletion.properties.protect.type,parentSchema:schema11.properties.spec.properties.deletion.properties.protect,data:data52};
if(vErrors === null){
vErrors = [err126];
}
else {
vErrors.push(err126);
}
errors++;
}
}
if(data51.requested !== undefined){
let data53 = data51.requested;
if(typeof data53 !== "boolean"){
const err127 = {instancePath:instancePath+"/spec/deletion/requested",schemaPath:"#/properties/spec/properties/deletion/properties/requested/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema11.properties.spec.properties.deletion.properties.requested.type,parentSchema:schema11.properties.spec.properties.deletion.properties.requested,data:data53};
if(vErrors === null){
vErrors = [err127];
}
else {
vErrors.push(err127);
}
errors++;
}
}
let data54 = data51.keepFor;
if(typeof data54 === "string"){
if(!pattern7.test(data54)){
const err128 = {instancePath:instancePath+"/spec/deletion/keepFor",schemaPath:"#/properties/spec/properties/deletion/properties/keepFor/pattern",keyword:"pattern",params:{pattern: "^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"},message:"must match pattern \""+"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$"+"\"",schema:"^(0|[1-9][0-9]{0,8})(ms|s|m|h|d)$",parentSchema:schema11.properties.spec.properties.deletion.properties.keepFor,data:data54};
if(vErrors === null){
vErrors = [err128];
}
else {
vErrors.push(err128);
}
errors++;
}
}
else {
const err129 = {instancePath:instancePath+"/spec/deletion/keepFor",schemaPath:"#/properties/spec/properties/deletion/properties/keepFor/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema11.properties.spec.properties.deletion.properties.keepFor.type,parentSchema:schema11.properties.spec.properties.deletion.properties.keepFor,data:data54};
if(vErrors === null){
vErrors = [err129];
}
else {
vErrors.push(err129);
}
errors++;
}
}
else {
const err130 = {instancePath:instancePath+"/spec/deletion",schemaPath:"#/properties/spec/properties/deletion/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.properties.deletion.type,parentSchema:schema11.properties.spec.properties.deletion,data:data51};
if(vErrors === null){
vErrors = [err130];
}
else {
vErrors.push(err130);
}
errors++;
}
}
else {
const err131 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.properties.spec.type,parentSchema:schema11.properties.spec,data:data6};
if(vErrors === null){
vErrors = [err131];
}
else {
vErrors.push(err131);
}
errors++;
}
}
}
else {
const err132 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema11.type,parentSchema:schema11,data};
if(vErrors === null){
vErrors = [err132];
}
else {
vErrors.push(err132);
}
errors++;
}
validate10.errors = vErrors;
return errors === 0;
}

export const Grant = validate15;
const schema24 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"grant.schema.json","title":"Grant","type":"object","description":"Who may do what with which Apps, besides what is built in.","additionalProperties":false,"properties":{"apiVersion":{"type":"string","const":"artifact/v1","description":"Version of this format. Artifact refuses what it does not know rather than guess.","examples":["artifact/v1"]},"kind":{"type":"string","const":"Grant","description":"What the document describes: who may do what with which Apps, besides what is built in.","examples":["Grant"]},"metadata":{"type":"object","description":"What the Grant is called.","additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the Grant. Lower-case letters, digits and dashes; it begins with a letter.","examples":["platform-team"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"}},"required":["name"],"examples":[{"name":"platform-team"}]},"spec":{"type":"object","additionalProperties":false,"description":"Whom the grant is for, and what it lets them do.","properties":{"subject":{"type":"object","description":"Whom it is for: exactly one of these.","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"app":{"description":"A customer's app, by the name of its App. It is the editor of its own App without any grant.","examples":["acme"],"type":"string","pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"user":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[\\x21-\\x7e]+$","patternErrorMessage":"a name of 1 to 200 printable ASCII characters without spaces","description":"Somebody known to the identity provider, as the audit trail calls them after `user:`.","examples":["jo@company.example"]},"group":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[\\x21-\\x7e]+$","patternErrorMessage":"a name of 1 to 200 printable ASCII characters without spaces","description":"Everybody whom the identity provider tells to be in this group.","examples":["platform"]},"token":{"type":"string","minLength":1,"maxLength":200,"pattern":"^[\\x21-\\x7e]+$","patternErrorMessage":"a name of 1 to 200 printable ASCII characters without spaces","description":"An operator token, by its name. A grant lets it do more than it was made for, never less.","examples":["ci"]}},"examples":[{"group":"platform"}]},"role":{"type":"string","enum":["viewer","editor","operator","admin"],"description":"A viewer sees. An editor changes specs and secrets. An operator also pauses, deletes and decides approvals. An admin also changes Grants and Policies, if the grant is for all Apps. Each may do what those before may.","examples":["operator"]},"apps":{"type":"object","description":"For which Apps: exactly one of these.","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"names":{"type":"array","description":"Apps by name, those that are still to come included.","items":{"type":"string","$ref":"#/definitions/appName"},"maxItems":1000,"uniqueItems":true,"examples":[["acme","globex"]]},"labels":{"type":"object","description":"Apps that carry all of these labels.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$","patternErrorMessage":"a name of at most 63 letters, digits, dots, dashes and underscores that begins with a letter or an underscore"},"additionalProperties":{"type":"string","maxLength":256},"minProperties":1,"maxProperties":50,"examples":[{"plan":"gold"}]},"all":{"type":"boolean","const":true,"description":"Every App, those that are still to come included.","examples":[true]}},"examples":[{"labels":{"plan":"gold"}}]}},"required":["subject","role","apps"],"examples":[{"subject":{"group":"platform"},"role":"operator","apps":{"all":true}}]}},"required":["apiVersion","kind","metadata","spec"],"definitions":{"appName":{"description":"The name of an App.","examples":["acme"],"type":"string","pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"}},"examples":[{"apiVersion":"artifact/v1","kind":"Grant","metadata":{"name":"platform-team"},"spec":{"subject":{"group":"platform"},"role":"operator","apps":{"all":true}}}]};
const schema25 = {"description":"The name of an App.","examples":["acme"],"type":"string","pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"};
const pattern40 = new RegExp("^[\\x21-\\x7e]+$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="grant.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'",schema:schema24.required,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.apiVersion.type,parentSchema:schema24.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("artifact/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "artifact/v1"},message:"must be equal to constant",schema:"artifact/v1",parentSchema:schema24.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.kind.type,parentSchema:schema24.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Grant" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Grant"},message:"must be equal to constant",schema:"Grant",parentSchema:schema24.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema24.properties.metadata.required,parentSchema:schema24.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema24.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema24.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema24.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.metadata.properties.name.type,parentSchema:schema24.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.metadata.type,parentSchema:schema24.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(data4.subject === undefined){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "subject"},message:"must have required property '"+"subject"+"'",schema:schema24.properties.spec.required,parentSchema:schema24.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.role === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "role"},message:"must have required property '"+"role"+"'",schema:schema24.properties.spec.required,parentSchema:schema24.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
if(data4.apps === undefined){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "apps"},message:"must have required property '"+"apps"+"'",schema:schema24.properties.spec.required,parentSchema:schema24.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
for(const key2 in data4){
if(!(((key2 === "subject") || (key2 === "role")) || (key2 === "apps"))){
const err18 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema24.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
if(data4.subject !== undefined){
let data5 = data4.subject;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 1){
const err19 = {instancePath:instancePath+"/spec/subject",schemaPath:"#/properties/spec/properties/subject/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema24.properties.spec.properties.subject,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
if(Object.keys(data5).length < 1){
const err20 = {instancePath:instancePath+"/spec/subject",schemaPath:"#/properties/spec/properties/subject/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema24.properties.spec.properties.subject,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
for(const key3 in data5){
if(!((((key3 === "app") || (key3 === "user")) || (key3 === "group")) || (key3 === "token"))){
const err21 = {instancePath:instancePath+"/spec/subject",schemaPath:"#/properties/spec/properties/subject/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema24.properties.spec.properties.subject,data:data5};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
}
if(data5.app !== undefined){
let data6 = data5.app;
if(typeof data6 === "string"){
if(func2(data6) > 63){
const err22 = {instancePath:instancePath+"/spec/subject/app",schemaPath:"#/properties/spec/properties/subject/properties/app/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema24.properties.spec.properties.subject.properties.app,data:data6};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(!pattern0.test(data6)){
const err23 = {instancePath:instancePath+"/spec/subject/app",schemaPath:"#/properties/spec/properties/subject/properties/app/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema24.properties.spec.properties.subject.properties.app,data:data6};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
}
else {
const err24 = {instancePath:instancePath+"/spec/subject/app",schemaPath:"#/properties/spec/properties/subject/properties/app/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.subject.properties.app.type,parentSchema:schema24.properties.spec.properties.subject.properties.app,data:data6};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
if(data5.user !== undefined){
let data7 = data5.user;
if(typeof data7 === "string"){
if(func2(data7) > 200){
const err25 = {instancePath:instancePath+"/spec/subject/user",schemaPath:"#/properties/spec/properties/subject/properties/user/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters",schema:200,parentSchema:schema24.properties.spec.properties.subject.properties.user,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
if(func2(data7) < 1){
const err26 = {instancePath:instancePath+"/spec/subject/user",schemaPath:"#/properties/spec/properties/subject/properties/user/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.spec.properties.subject.properties.user,data:data7};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
}
if(!pattern40.test(data7)){
const err27 = {instancePath:instancePath+"/spec/subject/user",schemaPath:"#/properties/spec/properties/subject/properties/user/pattern",keyword:"pattern",params:{pattern: "^[\\x21-\\x7e]+$"},message:"must match pattern \""+"^[\\x21-\\x7e]+$"+"\"",schema:"^[\\x21-\\x7e]+$",parentSchema:schema24.properties.spec.properties.subject.properties.user,data:data7};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
else {
const err28 = {instancePath:instancePath+"/spec/subject/user",schemaPath:"#/properties/spec/properties/subject/properties/user/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.subject.properties.user.type,parentSchema:schema24.properties.spec.properties.subject.properties.user,data:data7};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
}
if(data5.group !== undefined){
let data8 = data5.group;
if(typeof data8 === "string"){
if(func2(data8) > 200){
const err29 = {instancePath:instancePath+"/spec/subject/group",schemaPath:"#/properties/spec/properties/subject/properties/group/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters",schema:200,parentSchema:schema24.properties.spec.properties.subject.properties.group,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
if(func2(data8) < 1){
const err30 = {instancePath:instancePath+"/spec/subject/group",schemaPath:"#/properties/spec/properties/subject/properties/group/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.spec.properties.subject.properties.group,data:data8};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
if(!pattern40.test(data8)){
const err31 = {instancePath:instancePath+"/spec/subject/group",schemaPath:"#/properties/spec/properties/subject/properties/group/pattern",keyword:"pattern",params:{pattern: "^[\\x21-\\x7e]+$"},message:"must match pattern \""+"^[\\x21-\\x7e]+$"+"\"",schema:"^[\\x21-\\x7e]+$",parentSchema:schema24.properties.spec.properties.subject.properties.group,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
else {
const err32 = {instancePath:instancePath+"/spec/subject/group",schemaPath:"#/properties/spec/properties/subject/properties/group/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.subject.properties.group.type,parentSchema:schema24.properties.spec.properties.subject.properties.group,data:data8};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
if(data5.token !== undefined){
let data9 = data5.token;
if(typeof data9 === "string"){
if(func2(data9) > 200){
const err33 = {instancePath:instancePath+"/spec/subject/token",schemaPath:"#/properties/spec/properties/subject/properties/token/maxLength",keyword:"maxLength",params:{limit: 200},message:"must NOT have more than 200 characters",schema:200,parentSchema:schema24.properties.spec.properties.subject.properties.token,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
if(func2(data9) < 1){
const err34 = {instancePath:instancePath+"/spec/subject/token",schemaPath:"#/properties/spec/properties/subject/properties/token/minLength",keyword:"minLength",params:{limit: 1},message:"must NOT have fewer than 1 characters",schema:1,parentSchema:schema24.properties.spec.properties.subject.properties.token,data:data9};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
if(!pattern40.test(data9)){
const err35 = {instancePath:instancePath+"/spec/subject/token",schemaPath:"#/properties/spec/properties/subject/properties/token/pattern",keyword:"pattern",params:{pattern: "^[\\x21-\\x7e]+$"},message:"must match pattern \""+"^[\\x21-\\x7e]+$"+"\"",schema:"^[\\x21-\\x7e]+$",parentSchema:schema24.properties.spec.properties.subject.properties.token,data:data9};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
}
else {
const err36 = {instancePath:instancePath+"/spec/subject/token",schemaPath:"#/properties/spec/properties/subject/properties/token/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.subject.properties.token.type,parentSchema:schema24.properties.spec.properties.subject.properties.token,data:data9};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/subject",schemaPath:"#/properties/spec/properties/subject/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.spec.properties.subject.type,parentSchema:schema24.properties.spec.properties.subject,data:data5};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data4.role !== undefined){
let data10 = data4.role;
if(typeof data10 !== "string"){
const err38 = {instancePath:instancePath+"/spec/role",schemaPath:"#/properties/spec/properties/role/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.role.type,parentSchema:schema24.properties.spec.properties.role,data:data10};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
if(!((((data10 === "viewer") || (data10 === "editor")) || (data10 === "operator")) || (data10 === "admin"))){
const err39 = {instancePath:instancePath+"/spec/role",schemaPath:"#/properties/spec/properties/role/enum",keyword:"enum",params:{allowedValues: schema24.properties.spec.properties.role.enum},message:"must be equal to one of the allowed values",schema:schema24.properties.spec.properties.role.enum,parentSchema:schema24.properties.spec.properties.role,data:data10};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data4.apps !== undefined){
let data11 = data4.apps;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length > 1){
const err40 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema24.properties.spec.properties.apps,data:data11};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
if(Object.keys(data11).length < 1){
const err41 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema24.properties.spec.properties.apps,data:data11};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
for(const key4 in data11){
if(!(((key4 === "names") || (key4 === "labels")) || (key4 === "all"))){
const err42 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4},message:"must NOT have additional properties",schema:false,parentSchema:schema24.properties.spec.properties.apps,data:data11};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
}
if(data11.names !== undefined){
let data12 = data11.names;
if(Array.isArray(data12)){
if(data12.length > 1000){
const err43 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema24.properties.spec.properties.apps.properties.names,data:data12};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
let data13 = data12[i0];
if(typeof data13 !== "string"){
const err44 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/properties/spec/properties/apps/properties/names/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.apps.properties.names.items.type,parentSchema:schema24.properties.spec.properties.apps.properties.names.items,data:data13};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
if(typeof data13 === "string"){
if(func2(data13) > 63){
const err45 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema25,data:data13};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if(!pattern0.test(data13)){
const err46 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema25,data:data13};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
}
else {
const err47 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema25.type,parentSchema:schema25,data:data13};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
let i1 = data12.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data12[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err48 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema24.properties.spec.properties.apps.properties.names,data:data12};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err49 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema24.properties.spec.properties.apps.properties.names.type,parentSchema:schema24.properties.spec.properties.apps.properties.names,data:data12};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
}
if(data11.labels !== undefined){
let data14 = data11.labels;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(Object.keys(data14).length > 50){
const err50 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema24.properties.spec.properties.apps.properties.labels,data:data14};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
if(Object.keys(data14).length < 1){
const err51 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema24.properties.spec.properties.apps.properties.labels,data:data14};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
for(const key5 in data14){
const _errs38 = errors;
if(typeof key5 === "string"){
if(!pattern1.test(key5)){
const err52 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$",parentSchema:schema24.properties.spec.properties.apps.properties.labels.propertyNames,data:key5,propertyName:key5};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
}
var valid9 = _errs38 === errors;
if(!valid9){
const err53 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key5},message:"property name must be valid",schema:schema24.properties.spec.properties.apps.properties.labels.propertyNames,parentSchema:schema24.properties.spec.properties.apps.properties.labels,data:data14};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
for(const key6 in data14){
let data15 = data14[key6];
if(typeof data15 === "string"){
if(func2(data15) > 256){
const err54 = {instancePath:instancePath+"/spec/apps/labels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/apps/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema24.properties.spec.properties.apps.properties.labels.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
}
else {
const err55 = {instancePath:instancePath+"/spec/apps/labels/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/apps/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema24.properties.spec.properties.apps.properties.labels.additionalProperties.type,parentSchema:schema24.properties.spec.properties.apps.properties.labels.additionalProperties,data:data15};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
}
}
else {
const err56 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.spec.properties.apps.properties.labels.type,parentSchema:schema24.properties.spec.properties.apps.properties.labels,data:data14};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
if(data11.all !== undefined){
let data16 = data11.all;
if(typeof data16 !== "boolean"){
const err57 = {instancePath:instancePath+"/spec/apps/all",schemaPath:"#/properties/spec/properties/apps/properties/all/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema24.properties.spec.properties.apps.properties.all.type,parentSchema:schema24.properties.spec.properties.apps.properties.all,data:data16};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
if(true !== data16){
const err58 = {instancePath:instancePath+"/spec/apps/all",schemaPath:"#/properties/spec/properties/apps/properties/all/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema24.properties.spec.properties.apps.properties.all,data:data16};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
}
}
else {
const err59 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.spec.properties.apps.type,parentSchema:schema24.properties.spec.properties.apps,data:data11};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
}
else {
const err60 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.properties.spec.type,parentSchema:schema24.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
}
}
else {
const err61 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema24.type,parentSchema:schema24,data};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
validate15.errors = vErrors;
return errors === 0;
}

export const Policy = validate16;
const schema26 = {"$schema":"http://json-schema.org/draft-07/schema#","$id":"policy.schema.json","title":"Policy","type":"object","description":"What specs may ask for that somebody submits: limits, allowed values, and what needs the word of a second person.","additionalProperties":false,"properties":{"apiVersion":{"type":"string","const":"artifact/v1","description":"Version of this format. Artifact refuses what it does not know rather than guess.","examples":["artifact/v1"]},"kind":{"type":"string","const":"Policy","description":"What the document describes: what specs may ask for that somebody submits: limits, allowed values, and what needs the word of a second person.","examples":["Policy"]},"metadata":{"type":"object","description":"What the Policy is called.","additionalProperties":false,"properties":{"name":{"type":"string","description":"Name of the Policy. Lower-case letters, digits and dashes; it begins with a letter.","examples":["gold"],"pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"}},"required":["name"],"examples":[{"name":"gold"}]},"spec":{"type":"object","additionalProperties":false,"description":"For which Apps it is in force, and what it asks of their specs. Of several Policies each has to agree. Specs from the operators' own directory are not asked.","minProperties":2,"properties":{"apps":{"type":"object","description":"For which Apps it is in force: exactly one of these.","additionalProperties":false,"minProperties":1,"maxProperties":1,"properties":{"names":{"type":"array","description":"Apps by name, those that are still to come included.","items":{"type":"string","$ref":"#/definitions/appName"},"maxItems":1000,"uniqueItems":true,"examples":[["acme","globex"]]},"labels":{"type":"object","description":"Apps that carry all of these labels.","propertyNames":{"pattern":"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$","patternErrorMessage":"a name of at most 63 letters, digits, dots, dashes and underscores that begins with a letter or an underscore"},"additionalProperties":{"type":"string","maxLength":256},"minProperties":1,"maxProperties":50,"examples":[{"plan":"gold"}]},"all":{"type":"boolean","const":true,"description":"Every App, those that are still to come included.","examples":[true]}},"examples":[{"labels":{"plan":"gold"}}]},"limits":{"type":"object","description":"How much may be asked for. What is beyond a limit already may stay or shrink.","additionalProperties":false,"minProperties":1,"properties":{"perApp":{"allOf":[{"$ref":"#/definitions/limits"}],"description":"For each App by itself.","examples":[{"machines":4,"monthlyUsd":100}]},"perOrganization":{"allOf":[{"$ref":"#/definitions/limits"}],"description":"For all Apps of the organisation together.","examples":[{"machines":200}]}},"examples":[{"perApp":{"machines":4}}]},"regions":{"type":"array","description":"The only regions in which Machines may run, fallback regions included.","items":{"type":"string","$ref":"#/definitions/region"},"maxItems":50,"uniqueItems":true,"examples":[["ams","fra"]]},"sizes":{"type":"array","description":"The only sizes that Machines may have. `cpus: 2` is `shared-cpu-2x`, unless `cpuKind` says otherwise.","items":{"type":"string","$ref":"#/definitions/size"},"maxItems":50,"uniqueItems":true,"examples":[["shared-cpu-1x","shared-cpu-2x"]]},"images":{"type":"object","description":"Which images may run.","additionalProperties":false,"minProperties":1,"properties":{"allowed":{"type":"array","description":"The only images, as specs spell them. A `*` at the end stands for any rest, so end the name of a registry or repository with `/`, `:` or `@` before it.","items":{"type":"string","$ref":"#/definitions/imagePattern"},"maxItems":100,"uniqueItems":true,"examples":[["registry.fly.io/acme:*"]]},"digestRequired":{"type":"boolean","description":"Whether an image has to be named by its digest, so that nobody can put another in its place.","examples":[true]}},"examples":[{"allowed":["registry.fly.io/acme:*"]}]},"addresses":{"type":"array","description":"The only kinds of address that an App may have, by their names in its spec.","items":{"type":"string","$ref":"#/definitions/addressKind"},"maxItems":4,"uniqueItems":true,"examples":[["sharedIpv4","ipv6"]]},"changeable":{"type":"array","description":"What a customer's app may change in a spec: JSON pointers, each with all beneath it. Not asked of people and tokens.","items":{"type":"string","$ref":"#/definitions/pointer"},"maxItems":100,"uniqueItems":true,"examples":[["/spec/machines"]]},"needsApproval":{"type":"array","description":"Effects in a plan for which somebody other than the requester has to approve it: `replace` of a Machine, `data-loss`, what makes it `public`, a higher `cost`.","items":{"type":"string","$ref":"#/definitions/effect"},"maxItems":4,"uniqueItems":true,"examples":[["data-loss","public"]]},"mayDelete":{"type":"boolean","description":"With `false` no spec that is submitted, and no word through the API, may ask for the deletion of an App.","examples":[false]}},"required":["apps"],"examples":[{"apps":{"labels":{"plan":"gold"}},"limits":{"perApp":{"machines":4,"monthlyUsd":100}},"regions":["ams","fra"],"needsApproval":["data-loss"]}]}},"required":["apiVersion","kind","metadata","spec"],"definitions":{"appName":{"description":"The name of an App.","examples":["acme"],"type":"string","pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"},"limits":{"type":"object","description":"How much may be asked for. What is left out has no limit.","examples":[{"machines":4}],"additionalProperties":false,"minProperties":1,"properties":{"machines":{"type":"integer","minimum":0,"maximum":100000,"description":"How many Machines, fallbacks not counted.","examples":[4]},"cpus":{"type":"integer","minimum":0,"maximum":1000000,"description":"How many CPUs, shared ones counted like others.","examples":[8]},"memoryMb":{"type":"integer","minimum":0,"maximum":1000000000,"description":"How much memory.","examples":[4096]},"diskGb":{"type":"integer","minimum":0,"maximum":100000000,"description":"How much room on volumes.","examples":[40]},"monthlyUsd":{"type":"integer","minimum":0,"maximum":100000000,"description":"What it may cost a month in US dollars, if all of it always runs. What has no known price is refused.","examples":[100]}}},"region":{"type":"string","enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"],"description":"A region of Fly, by its three letters.","examples":["ams"]},"size":{"type":"string","enum":["shared-cpu-1x","shared-cpu-2x","shared-cpu-4x","shared-cpu-6x","shared-cpu-8x","performance-1x","performance-2x","performance-4x","performance-6x","performance-8x","performance-10x","performance-12x","performance-14x","performance-16x"],"description":"A size from Fly's list.","examples":["shared-cpu-1x"]},"imagePattern":{"description":"An image, or how the names of images begin.","examples":["registry.fly.io/acme:*"],"type":"string","maxLength":512,"pattern":"^[^*\\s]{1,511}\\*?$","patternErrorMessage":"an image, or the beginning of its name with a * at the end"},"addressKind":{"type":"string","description":"A kind of address, as specs call it.","examples":["ipv6"],"enum":["sharedIpv4","ipv6","ipv4","private"]},"pointer":{"description":"A place in a spec and all beneath it.","examples":["/spec/machines"],"type":"string","maxLength":512,"pattern":"^(/[^/\\s]+)+$","patternErrorMessage":"a JSON pointer like /spec/machines/web/env"},"effect":{"type":"string","description":"What a step of a plan brings about.","examples":["data-loss"],"enum":["replace","data-loss","public","cost"]}},"examples":[{"apiVersion":"artifact/v1","kind":"Policy","metadata":{"name":"gold"},"spec":{"apps":{"labels":{"plan":"gold"}},"limits":{"perApp":{"machines":4,"monthlyUsd":100}},"regions":["ams","fra"],"needsApproval":["data-loss"]}}]};
const schema27 = {"description":"The name of an App.","examples":["acme"],"type":"string","pattern":"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$","maxLength":63,"patternErrorMessage":"a name of at most 63 lower-case letters, digits and dashes that begins with a letter and does not end with a dash"};
const schema28 = {"type":"object","description":"How much may be asked for. What is left out has no limit.","examples":[{"machines":4}],"additionalProperties":false,"minProperties":1,"properties":{"machines":{"type":"integer","minimum":0,"maximum":100000,"description":"How many Machines, fallbacks not counted.","examples":[4]},"cpus":{"type":"integer","minimum":0,"maximum":1000000,"description":"How many CPUs, shared ones counted like others.","examples":[8]},"memoryMb":{"type":"integer","minimum":0,"maximum":1000000000,"description":"How much memory.","examples":[4096]},"diskGb":{"type":"integer","minimum":0,"maximum":100000000,"description":"How much room on volumes.","examples":[40]},"monthlyUsd":{"type":"integer","minimum":0,"maximum":100000000,"description":"What it may cost a month in US dollars, if all of it always runs. What has no known price is refused.","examples":[100]}}};
const schema30 = {"type":"string","enum":["ams","arn","bom","cdg","dfw","ewr","fra","gru","iad","jnb","lax","lhr","nrt","ord","sin","sjc","syd","yyz"],"description":"A region of Fly, by its three letters.","examples":["ams"]};
const schema31 = {"type":"string","enum":["shared-cpu-1x","shared-cpu-2x","shared-cpu-4x","shared-cpu-6x","shared-cpu-8x","performance-1x","performance-2x","performance-4x","performance-6x","performance-8x","performance-10x","performance-12x","performance-14x","performance-16x"],"description":"A size from Fly's list.","examples":["shared-cpu-1x"]};
const schema32 = {"description":"An image, or how the names of images begin.","examples":["registry.fly.io/acme:*"],"type":"string","maxLength":512,"pattern":"^[^*\\s]{1,511}\\*?$","patternErrorMessage":"an image, or the beginning of its name with a * at the end"};
const schema33 = {"type":"string","description":"A kind of address, as specs call it.","examples":["ipv6"],"enum":["sharedIpv4","ipv6","ipv4","private"]};
const schema34 = {"description":"A place in a spec and all beneath it.","examples":["/spec/machines"],"type":"string","maxLength":512,"pattern":"^(/[^/\\s]+)+$","patternErrorMessage":"a JSON pointer like /spec/machines/web/env"};
const schema35 = {"type":"string","description":"What a step of a plan brings about.","examples":["data-loss"],"enum":["replace","data-loss","public","cost"]};
const pattern48 = new RegExp("^[^*\\s]{1,511}\\*?$", "u");
const pattern49 = new RegExp("^(/[^/\\s]+)+$", "u");

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
/*# sourceURL="policy.schema.json" */;
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.apiVersion === undefined){
const err0 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "apiVersion"},message:"must have required property '"+"apiVersion"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
if(data.kind === undefined){
const err1 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "kind"},message:"must have required property '"+"kind"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
if(data.metadata === undefined){
const err2 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "metadata"},message:"must have required property '"+"metadata"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
if(data.spec === undefined){
const err3 = {instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: "spec"},message:"must have required property '"+"spec"+"'",schema:schema26.required,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
}
for(const key0 in data){
if(!((((key0 === "apiVersion") || (key0 === "kind")) || (key0 === "metadata")) || (key0 === "spec"))){
const err4 = {instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0},message:"must NOT have additional properties",schema:false,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
if(data.apiVersion !== undefined){
let data0 = data.apiVersion;
if(typeof data0 !== "string"){
const err5 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.apiVersion.type,parentSchema:schema26.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
if("artifact/v1" !== data0){
const err6 = {instancePath:instancePath+"/apiVersion",schemaPath:"#/properties/apiVersion/const",keyword:"const",params:{allowedValue: "artifact/v1"},message:"must be equal to constant",schema:"artifact/v1",parentSchema:schema26.properties.apiVersion,data:data0};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
if(data.kind !== undefined){
let data1 = data.kind;
if(typeof data1 !== "string"){
const err7 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.kind.type,parentSchema:schema26.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
}
if("Policy" !== data1){
const err8 = {instancePath:instancePath+"/kind",schemaPath:"#/properties/kind/const",keyword:"const",params:{allowedValue: "Policy"},message:"must be equal to constant",schema:"Policy",parentSchema:schema26.properties.kind,data:data1};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
}
if(data.metadata !== undefined){
let data2 = data.metadata;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(data2.name === undefined){
const err9 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/required",keyword:"required",params:{missingProperty: "name"},message:"must have required property '"+"name"+"'",schema:schema26.properties.metadata.required,parentSchema:schema26.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
for(const key1 in data2){
if(!(key1 === "name")){
const err10 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1},message:"must NOT have additional properties",schema:false,parentSchema:schema26.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
if(data2.name !== undefined){
let data3 = data2.name;
if(typeof data3 === "string"){
if(func2(data3) > 63){
const err11 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema26.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
}
if(!pattern0.test(data3)){
const err12 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema26.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
}
else {
const err13 = {instancePath:instancePath+"/metadata/name",schemaPath:"#/properties/metadata/properties/name/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.metadata.properties.name.type,parentSchema:schema26.properties.metadata.properties.name,data:data3};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/metadata",schemaPath:"#/properties/metadata/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.metadata.type,parentSchema:schema26.properties.metadata,data:data2};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
if(data.spec !== undefined){
let data4 = data.spec;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if(Object.keys(data4).length < 2){
const err15 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/minProperties",keyword:"minProperties",params:{limit: 2},message:"must NOT have fewer than 2 properties",schema:2,parentSchema:schema26.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
}
if(data4.apps === undefined){
const err16 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/required",keyword:"required",params:{missingProperty: "apps"},message:"must have required property '"+"apps"+"'",schema:schema26.properties.spec.required,parentSchema:schema26.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
for(const key2 in data4){
if(!(func4.call(schema26.properties.spec.properties, key2))){
const err17 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2},message:"must NOT have additional properties",schema:false,parentSchema:schema26.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
if(data4.apps !== undefined){
let data5 = data4.apps;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(Object.keys(data5).length > 1){
const err18 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/maxProperties",keyword:"maxProperties",params:{limit: 1},message:"must NOT have more than 1 properties",schema:1,parentSchema:schema26.properties.spec.properties.apps,data:data5};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
if(Object.keys(data5).length < 1){
const err19 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.spec.properties.apps,data:data5};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
}
for(const key3 in data5){
if(!(((key3 === "names") || (key3 === "labels")) || (key3 === "all"))){
const err20 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3},message:"must NOT have additional properties",schema:false,parentSchema:schema26.properties.spec.properties.apps,data:data5};
if(vErrors === null){
vErrors = [err20];
}
else {
vErrors.push(err20);
}
errors++;
}
}
if(data5.names !== undefined){
let data6 = data5.names;
if(Array.isArray(data6)){
if(data6.length > 1000){
const err21 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/maxItems",keyword:"maxItems",params:{limit: 1000},message:"must NOT have more than 1000 items",schema:1000,parentSchema:schema26.properties.spec.properties.apps.properties.names,data:data6};
if(vErrors === null){
vErrors = [err21];
}
else {
vErrors.push(err21);
}
errors++;
}
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 !== "string"){
const err22 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/properties/spec/properties/apps/properties/names/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.apps.properties.names.items.type,parentSchema:schema26.properties.spec.properties.apps.properties.names.items,data:data7};
if(vErrors === null){
vErrors = [err22];
}
else {
vErrors.push(err22);
}
errors++;
}
if(typeof data7 === "string"){
if(func2(data7) > 63){
const err23 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/maxLength",keyword:"maxLength",params:{limit: 63},message:"must NOT have more than 63 characters",schema:63,parentSchema:schema27,data:data7};
if(vErrors === null){
vErrors = [err23];
}
else {
vErrors.push(err23);
}
errors++;
}
if(!pattern0.test(data7)){
const err24 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/pattern",keyword:"pattern",params:{pattern: "^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"},message:"must match pattern \""+"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$"+"\"",schema:"^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$",parentSchema:schema27,data:data7};
if(vErrors === null){
vErrors = [err24];
}
else {
vErrors.push(err24);
}
errors++;
}
}
else {
const err25 = {instancePath:instancePath+"/spec/apps/names/" + i0,schemaPath:"#/definitions/appName/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema27.type,parentSchema:schema27,data:data7};
if(vErrors === null){
vErrors = [err25];
}
else {
vErrors.push(err25);
}
errors++;
}
}
let i1 = data6.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data6[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err26 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0},message:"must NOT have duplicate items (items ## "+j0+" and "+i1+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.apps.properties.names,data:data6};
if(vErrors === null){
vErrors = [err26];
}
else {
vErrors.push(err26);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
const err27 = {instancePath:instancePath+"/spec/apps/names",schemaPath:"#/properties/spec/properties/apps/properties/names/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.apps.properties.names.type,parentSchema:schema26.properties.spec.properties.apps.properties.names,data:data6};
if(vErrors === null){
vErrors = [err27];
}
else {
vErrors.push(err27);
}
errors++;
}
}
if(data5.labels !== undefined){
let data8 = data5.labels;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(Object.keys(data8).length > 50){
const err28 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/maxProperties",keyword:"maxProperties",params:{limit: 50},message:"must NOT have more than 50 properties",schema:50,parentSchema:schema26.properties.spec.properties.apps.properties.labels,data:data8};
if(vErrors === null){
vErrors = [err28];
}
else {
vErrors.push(err28);
}
errors++;
}
if(Object.keys(data8).length < 1){
const err29 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.spec.properties.apps.properties.labels,data:data8};
if(vErrors === null){
vErrors = [err29];
}
else {
vErrors.push(err29);
}
errors++;
}
for(const key4 in data8){
const _errs25 = errors;
if(typeof key4 === "string"){
if(!pattern1.test(key4)){
const err30 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/propertyNames/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"},message:"must match pattern \""+"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$"+"\"",schema:"^[A-Za-z_][A-Za-z0-9_.-]{0,62}$",parentSchema:schema26.properties.spec.properties.apps.properties.labels.propertyNames,data:key4,propertyName:key4};
if(vErrors === null){
vErrors = [err30];
}
else {
vErrors.push(err30);
}
errors++;
}
}
var valid8 = _errs25 === errors;
if(!valid8){
const err31 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/propertyNames",keyword:"propertyNames",params:{propertyName: key4},message:"property name must be valid",schema:schema26.properties.spec.properties.apps.properties.labels.propertyNames,parentSchema:schema26.properties.spec.properties.apps.properties.labels,data:data8};
if(vErrors === null){
vErrors = [err31];
}
else {
vErrors.push(err31);
}
errors++;
}
}
for(const key5 in data8){
let data9 = data8[key5];
if(typeof data9 === "string"){
if(func2(data9) > 256){
const err32 = {instancePath:instancePath+"/spec/apps/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/apps/properties/labels/additionalProperties/maxLength",keyword:"maxLength",params:{limit: 256},message:"must NOT have more than 256 characters",schema:256,parentSchema:schema26.properties.spec.properties.apps.properties.labels.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err32];
}
else {
vErrors.push(err32);
}
errors++;
}
}
else {
const err33 = {instancePath:instancePath+"/spec/apps/labels/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/spec/properties/apps/properties/labels/additionalProperties/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.apps.properties.labels.additionalProperties.type,parentSchema:schema26.properties.spec.properties.apps.properties.labels.additionalProperties,data:data9};
if(vErrors === null){
vErrors = [err33];
}
else {
vErrors.push(err33);
}
errors++;
}
}
}
else {
const err34 = {instancePath:instancePath+"/spec/apps/labels",schemaPath:"#/properties/spec/properties/apps/properties/labels/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.spec.properties.apps.properties.labels.type,parentSchema:schema26.properties.spec.properties.apps.properties.labels,data:data8};
if(vErrors === null){
vErrors = [err34];
}
else {
vErrors.push(err34);
}
errors++;
}
}
if(data5.all !== undefined){
let data10 = data5.all;
if(typeof data10 !== "boolean"){
const err35 = {instancePath:instancePath+"/spec/apps/all",schemaPath:"#/properties/spec/properties/apps/properties/all/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.spec.properties.apps.properties.all.type,parentSchema:schema26.properties.spec.properties.apps.properties.all,data:data10};
if(vErrors === null){
vErrors = [err35];
}
else {
vErrors.push(err35);
}
errors++;
}
if(true !== data10){
const err36 = {instancePath:instancePath+"/spec/apps/all",schemaPath:"#/properties/spec/properties/apps/properties/all/const",keyword:"const",params:{allowedValue: true},message:"must be equal to constant",schema:true,parentSchema:schema26.properties.spec.properties.apps.properties.all,data:data10};
if(vErrors === null){
vErrors = [err36];
}
else {
vErrors.push(err36);
}
errors++;
}
}
}
else {
const err37 = {instancePath:instancePath+"/spec/apps",schemaPath:"#/properties/spec/properties/apps/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.spec.properties.apps.type,parentSchema:schema26.properties.spec.properties.apps,data:data5};
if(vErrors === null){
vErrors = [err37];
}
else {
vErrors.push(err37);
}
errors++;
}
}
if(data4.limits !== undefined){
let data11 = data4.limits;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(Object.keys(data11).length < 1){
const err38 = {instancePath:instancePath+"/spec/limits",schemaPath:"#/properties/spec/properties/limits/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.spec.properties.limits,data:data11};
if(vErrors === null){
vErrors = [err38];
}
else {
vErrors.push(err38);
}
errors++;
}
for(const key6 in data11){
if(!((key6 === "perApp") || (key6 === "perOrganization"))){
const err39 = {instancePath:instancePath+"/spec/limits",schemaPath:"#/properties/spec/properties/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6},message:"must NOT have additional properties",schema:false,parentSchema:schema26.properties.spec.properties.limits,data:data11};
if(vErrors === null){
vErrors = [err39];
}
else {
vErrors.push(err39);
}
errors++;
}
}
if(data11.perApp !== undefined){
let data12 = data11.perApp;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
if(Object.keys(data12).length < 1){
const err40 = {instancePath:instancePath+"/spec/limits/perApp",schemaPath:"#/definitions/limits/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema28,data:data12};
if(vErrors === null){
vErrors = [err40];
}
else {
vErrors.push(err40);
}
errors++;
}
for(const key7 in data12){
if(!(((((key7 === "machines") || (key7 === "cpus")) || (key7 === "memoryMb")) || (key7 === "diskGb")) || (key7 === "monthlyUsd"))){
const err41 = {instancePath:instancePath+"/spec/limits/perApp",schemaPath:"#/definitions/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data:data12};
if(vErrors === null){
vErrors = [err41];
}
else {
vErrors.push(err41);
}
errors++;
}
}
if(data12.machines !== undefined){
let data13 = data12.machines;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
const err42 = {instancePath:instancePath+"/spec/limits/perApp/machines",schemaPath:"#/definitions/limits/properties/machines/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.machines.type,parentSchema:schema28.properties.machines,data:data13};
if(vErrors === null){
vErrors = [err42];
}
else {
vErrors.push(err42);
}
errors++;
}
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 100000 || isNaN(data13)){
const err43 = {instancePath:instancePath+"/spec/limits/perApp/machines",schemaPath:"#/definitions/limits/properties/machines/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema28.properties.machines,data:data13};
if(vErrors === null){
vErrors = [err43];
}
else {
vErrors.push(err43);
}
errors++;
}
if(data13 < 0 || isNaN(data13)){
const err44 = {instancePath:instancePath+"/spec/limits/perApp/machines",schemaPath:"#/definitions/limits/properties/machines/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.machines,data:data13};
if(vErrors === null){
vErrors = [err44];
}
else {
vErrors.push(err44);
}
errors++;
}
}
}
if(data12.cpus !== undefined){
let data14 = data12.cpus;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
const err45 = {instancePath:instancePath+"/spec/limits/perApp/cpus",schemaPath:"#/definitions/limits/properties/cpus/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.cpus.type,parentSchema:schema28.properties.cpus,data:data14};
if(vErrors === null){
vErrors = [err45];
}
else {
vErrors.push(err45);
}
errors++;
}
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 1000000 || isNaN(data14)){
const err46 = {instancePath:instancePath+"/spec/limits/perApp/cpus",schemaPath:"#/definitions/limits/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema28.properties.cpus,data:data14};
if(vErrors === null){
vErrors = [err46];
}
else {
vErrors.push(err46);
}
errors++;
}
if(data14 < 0 || isNaN(data14)){
const err47 = {instancePath:instancePath+"/spec/limits/perApp/cpus",schemaPath:"#/definitions/limits/properties/cpus/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.cpus,data:data14};
if(vErrors === null){
vErrors = [err47];
}
else {
vErrors.push(err47);
}
errors++;
}
}
}
if(data12.memoryMb !== undefined){
let data15 = data12.memoryMb;
if(!(((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15))) && (isFinite(data15)))){
const err48 = {instancePath:instancePath+"/spec/limits/perApp/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.memoryMb.type,parentSchema:schema28.properties.memoryMb,data:data15};
if(vErrors === null){
vErrors = [err48];
}
else {
vErrors.push(err48);
}
errors++;
}
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 1000000000 || isNaN(data15)){
const err49 = {instancePath:instancePath+"/spec/limits/perApp/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema28.properties.memoryMb,data:data15};
if(vErrors === null){
vErrors = [err49];
}
else {
vErrors.push(err49);
}
errors++;
}
if(data15 < 0 || isNaN(data15)){
const err50 = {instancePath:instancePath+"/spec/limits/perApp/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.memoryMb,data:data15};
if(vErrors === null){
vErrors = [err50];
}
else {
vErrors.push(err50);
}
errors++;
}
}
}
if(data12.diskGb !== undefined){
let data16 = data12.diskGb;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
const err51 = {instancePath:instancePath+"/spec/limits/perApp/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.diskGb.type,parentSchema:schema28.properties.diskGb,data:data16};
if(vErrors === null){
vErrors = [err51];
}
else {
vErrors.push(err51);
}
errors++;
}
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 100000000 || isNaN(data16)){
const err52 = {instancePath:instancePath+"/spec/limits/perApp/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000",schema:100000000,parentSchema:schema28.properties.diskGb,data:data16};
if(vErrors === null){
vErrors = [err52];
}
else {
vErrors.push(err52);
}
errors++;
}
if(data16 < 0 || isNaN(data16)){
const err53 = {instancePath:instancePath+"/spec/limits/perApp/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.diskGb,data:data16};
if(vErrors === null){
vErrors = [err53];
}
else {
vErrors.push(err53);
}
errors++;
}
}
}
if(data12.monthlyUsd !== undefined){
let data17 = data12.monthlyUsd;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
const err54 = {instancePath:instancePath+"/spec/limits/perApp/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.monthlyUsd.type,parentSchema:schema28.properties.monthlyUsd,data:data17};
if(vErrors === null){
vErrors = [err54];
}
else {
vErrors.push(err54);
}
errors++;
}
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 > 100000000 || isNaN(data17)){
const err55 = {instancePath:instancePath+"/spec/limits/perApp/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000",schema:100000000,parentSchema:schema28.properties.monthlyUsd,data:data17};
if(vErrors === null){
vErrors = [err55];
}
else {
vErrors.push(err55);
}
errors++;
}
if(data17 < 0 || isNaN(data17)){
const err56 = {instancePath:instancePath+"/spec/limits/perApp/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.monthlyUsd,data:data17};
if(vErrors === null){
vErrors = [err56];
}
else {
vErrors.push(err56);
}
errors++;
}
}
}
}
else {
const err57 = {instancePath:instancePath+"/spec/limits/perApp",schemaPath:"#/definitions/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data:data12};
if(vErrors === null){
vErrors = [err57];
}
else {
vErrors.push(err57);
}
errors++;
}
}
if(data11.perOrganization !== undefined){
let data18 = data11.perOrganization;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
if(Object.keys(data18).length < 1){
const err58 = {instancePath:instancePath+"/spec/limits/perOrganization",schemaPath:"#/definitions/limits/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema28,data:data18};
if(vErrors === null){
vErrors = [err58];
}
else {
vErrors.push(err58);
}
errors++;
}
for(const key8 in data18){
if(!(((((key8 === "machines") || (key8 === "cpus")) || (key8 === "memoryMb")) || (key8 === "diskGb")) || (key8 === "monthlyUsd"))){
const err59 = {instancePath:instancePath+"/spec/limits/perOrganization",schemaPath:"#/definitions/limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8},message:"must NOT have additional properties",schema:false,parentSchema:schema28,data:data18};
if(vErrors === null){
vErrors = [err59];
}
else {
vErrors.push(err59);
}
errors++;
}
}
if(data18.machines !== undefined){
let data19 = data18.machines;
if(!(((typeof data19 == "number") && (!(data19 % 1) && !isNaN(data19))) && (isFinite(data19)))){
const err60 = {instancePath:instancePath+"/spec/limits/perOrganization/machines",schemaPath:"#/definitions/limits/properties/machines/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.machines.type,parentSchema:schema28.properties.machines,data:data19};
if(vErrors === null){
vErrors = [err60];
}
else {
vErrors.push(err60);
}
errors++;
}
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 > 100000 || isNaN(data19)){
const err61 = {instancePath:instancePath+"/spec/limits/perOrganization/machines",schemaPath:"#/definitions/limits/properties/machines/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000},message:"must be <= 100000",schema:100000,parentSchema:schema28.properties.machines,data:data19};
if(vErrors === null){
vErrors = [err61];
}
else {
vErrors.push(err61);
}
errors++;
}
if(data19 < 0 || isNaN(data19)){
const err62 = {instancePath:instancePath+"/spec/limits/perOrganization/machines",schemaPath:"#/definitions/limits/properties/machines/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.machines,data:data19};
if(vErrors === null){
vErrors = [err62];
}
else {
vErrors.push(err62);
}
errors++;
}
}
}
if(data18.cpus !== undefined){
let data20 = data18.cpus;
if(!(((typeof data20 == "number") && (!(data20 % 1) && !isNaN(data20))) && (isFinite(data20)))){
const err63 = {instancePath:instancePath+"/spec/limits/perOrganization/cpus",schemaPath:"#/definitions/limits/properties/cpus/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.cpus.type,parentSchema:schema28.properties.cpus,data:data20};
if(vErrors === null){
vErrors = [err63];
}
else {
vErrors.push(err63);
}
errors++;
}
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 1000000 || isNaN(data20)){
const err64 = {instancePath:instancePath+"/spec/limits/perOrganization/cpus",schemaPath:"#/definitions/limits/properties/cpus/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000},message:"must be <= 1000000",schema:1000000,parentSchema:schema28.properties.cpus,data:data20};
if(vErrors === null){
vErrors = [err64];
}
else {
vErrors.push(err64);
}
errors++;
}
if(data20 < 0 || isNaN(data20)){
const err65 = {instancePath:instancePath+"/spec/limits/perOrganization/cpus",schemaPath:"#/definitions/limits/properties/cpus/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.cpus,data:data20};
if(vErrors === null){
vErrors = [err65];
}
else {
vErrors.push(err65);
}
errors++;
}
}
}
if(data18.memoryMb !== undefined){
let data21 = data18.memoryMb;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
const err66 = {instancePath:instancePath+"/spec/limits/perOrganization/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.memoryMb.type,parentSchema:schema28.properties.memoryMb,data:data21};
if(vErrors === null){
vErrors = [err66];
}
else {
vErrors.push(err66);
}
errors++;
}
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1000000000 || isNaN(data21)){
const err67 = {instancePath:instancePath+"/spec/limits/perOrganization/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000000000},message:"must be <= 1000000000",schema:1000000000,parentSchema:schema28.properties.memoryMb,data:data21};
if(vErrors === null){
vErrors = [err67];
}
else {
vErrors.push(err67);
}
errors++;
}
if(data21 < 0 || isNaN(data21)){
const err68 = {instancePath:instancePath+"/spec/limits/perOrganization/memoryMb",schemaPath:"#/definitions/limits/properties/memoryMb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.memoryMb,data:data21};
if(vErrors === null){
vErrors = [err68];
}
else {
vErrors.push(err68);
}
errors++;
}
}
}
if(data18.diskGb !== undefined){
let data22 = data18.diskGb;
if(!(((typeof data22 == "number") && (!(data22 % 1) && !isNaN(data22))) && (isFinite(data22)))){
const err69 = {instancePath:instancePath+"/spec/limits/perOrganization/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.diskGb.type,parentSchema:schema28.properties.diskGb,data:data22};
if(vErrors === null){
vErrors = [err69];
}
else {
vErrors.push(err69);
}
errors++;
}
if((typeof data22 == "number") && (isFinite(data22))){
if(data22 > 100000000 || isNaN(data22)){
const err70 = {instancePath:instancePath+"/spec/limits/perOrganization/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000",schema:100000000,parentSchema:schema28.properties.diskGb,data:data22};
if(vErrors === null){
vErrors = [err70];
}
else {
vErrors.push(err70);
}
errors++;
}
if(data22 < 0 || isNaN(data22)){
const err71 = {instancePath:instancePath+"/spec/limits/perOrganization/diskGb",schemaPath:"#/definitions/limits/properties/diskGb/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.diskGb,data:data22};
if(vErrors === null){
vErrors = [err71];
}
else {
vErrors.push(err71);
}
errors++;
}
}
}
if(data18.monthlyUsd !== undefined){
let data23 = data18.monthlyUsd;
if(!(((typeof data23 == "number") && (!(data23 % 1) && !isNaN(data23))) && (isFinite(data23)))){
const err72 = {instancePath:instancePath+"/spec/limits/perOrganization/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/type",keyword:"type",params:{type: "integer"},message:"must be integer",schema:schema28.properties.monthlyUsd.type,parentSchema:schema28.properties.monthlyUsd,data:data23};
if(vErrors === null){
vErrors = [err72];
}
else {
vErrors.push(err72);
}
errors++;
}
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 100000000 || isNaN(data23)){
const err73 = {instancePath:instancePath+"/spec/limits/perOrganization/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000000},message:"must be <= 100000000",schema:100000000,parentSchema:schema28.properties.monthlyUsd,data:data23};
if(vErrors === null){
vErrors = [err73];
}
else {
vErrors.push(err73);
}
errors++;
}
if(data23 < 0 || isNaN(data23)){
const err74 = {instancePath:instancePath+"/spec/limits/perOrganization/monthlyUsd",schemaPath:"#/definitions/limits/properties/monthlyUsd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0},message:"must be >= 0",schema:0,parentSchema:schema28.properties.monthlyUsd,data:data23};
if(vErrors === null){
vErrors = [err74];
}
else {
vErrors.push(err74);
}
errors++;
}
}
}
}
else {
const err75 = {instancePath:instancePath+"/spec/limits/perOrganization",schemaPath:"#/definitions/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema28.type,parentSchema:schema28,data:data18};
if(vErrors === null){
vErrors = [err75];
}
else {
vErrors.push(err75);
}
errors++;
}
}
}
else {
const err76 = {instancePath:instancePath+"/spec/limits",schemaPath:"#/properties/spec/properties/limits/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.spec.properties.limits.type,parentSchema:schema26.properties.spec.properties.limits,data:data11};
if(vErrors === null){
vErrors = [err76];
}
else {
vErrors.push(err76);
}
errors++;
}
}
if(data4.regions !== undefined){
let data24 = data4.regions;
if(Array.isArray(data24)){
if(data24.length > 50){
const err77 = {instancePath:instancePath+"/spec/regions",schemaPath:"#/properties/spec/properties/regions/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items",schema:50,parentSchema:schema26.properties.spec.properties.regions,data:data24};
if(vErrors === null){
vErrors = [err77];
}
else {
vErrors.push(err77);
}
errors++;
}
const len1 = data24.length;
for(let i2=0; i2<len1; i2++){
let data25 = data24[i2];
if(typeof data25 !== "string"){
const err78 = {instancePath:instancePath+"/spec/regions/" + i2,schemaPath:"#/properties/spec/properties/regions/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.regions.items.type,parentSchema:schema26.properties.spec.properties.regions.items,data:data25};
if(vErrors === null){
vErrors = [err78];
}
else {
vErrors.push(err78);
}
errors++;
}
if(typeof data25 !== "string"){
const err79 = {instancePath:instancePath+"/spec/regions/" + i2,schemaPath:"#/definitions/region/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema30.type,parentSchema:schema30,data:data25};
if(vErrors === null){
vErrors = [err79];
}
else {
vErrors.push(err79);
}
errors++;
}
if(!((((((((((((((((((data25 === "ams") || (data25 === "arn")) || (data25 === "bom")) || (data25 === "cdg")) || (data25 === "dfw")) || (data25 === "ewr")) || (data25 === "fra")) || (data25 === "gru")) || (data25 === "iad")) || (data25 === "jnb")) || (data25 === "lax")) || (data25 === "lhr")) || (data25 === "nrt")) || (data25 === "ord")) || (data25 === "sin")) || (data25 === "sjc")) || (data25 === "syd")) || (data25 === "yyz"))){
const err80 = {instancePath:instancePath+"/spec/regions/" + i2,schemaPath:"#/definitions/region/enum",keyword:"enum",params:{allowedValues: schema30.enum},message:"must be equal to one of the allowed values",schema:schema30.enum,parentSchema:schema30,data:data25};
if(vErrors === null){
vErrors = [err80];
}
else {
vErrors.push(err80);
}
errors++;
}
}
let i3 = data24.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data24[i3];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
const err81 = {instancePath:instancePath+"/spec/regions",schemaPath:"#/properties/spec/properties/regions/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1},message:"must NOT have duplicate items (items ## "+j1+" and "+i3+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.regions,data:data24};
if(vErrors === null){
vErrors = [err81];
}
else {
vErrors.push(err81);
}
errors++;
break;
}
indices1[item1] = i3;
}
}
}
else {
const err82 = {instancePath:instancePath+"/spec/regions",schemaPath:"#/properties/spec/properties/regions/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.regions.type,parentSchema:schema26.properties.spec.properties.regions,data:data24};
if(vErrors === null){
vErrors = [err82];
}
else {
vErrors.push(err82);
}
errors++;
}
}
if(data4.sizes !== undefined){
let data26 = data4.sizes;
if(Array.isArray(data26)){
if(data26.length > 50){
const err83 = {instancePath:instancePath+"/spec/sizes",schemaPath:"#/properties/spec/properties/sizes/maxItems",keyword:"maxItems",params:{limit: 50},message:"must NOT have more than 50 items",schema:50,parentSchema:schema26.properties.spec.properties.sizes,data:data26};
if(vErrors === null){
vErrors = [err83];
}
else {
vErrors.push(err83);
}
errors++;
}
const len2 = data26.length;
for(let i4=0; i4<len2; i4++){
let data27 = data26[i4];
if(typeof data27 !== "string"){
const err84 = {instancePath:instancePath+"/spec/sizes/" + i4,schemaPath:"#/properties/spec/properties/sizes/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.sizes.items.type,parentSchema:schema26.properties.spec.properties.sizes.items,data:data27};
if(vErrors === null){
vErrors = [err84];
}
else {
vErrors.push(err84);
}
errors++;
}
if(typeof data27 !== "string"){
const err85 = {instancePath:instancePath+"/spec/sizes/" + i4,schemaPath:"#/definitions/size/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema31.type,parentSchema:schema31,data:data27};
if(vErrors === null){
vErrors = [err85];
}
else {
vErrors.push(err85);
}
errors++;
}
if(!((((((((((((((data27 === "shared-cpu-1x") || (data27 === "shared-cpu-2x")) || (data27 === "shared-cpu-4x")) || (data27 === "shared-cpu-6x")) || (data27 === "shared-cpu-8x")) || (data27 === "performance-1x")) || (data27 === "performance-2x")) || (data27 === "performance-4x")) || (data27 === "performance-6x")) || (data27 === "performance-8x")) || (data27 === "performance-10x")) || (data27 === "performance-12x")) || (data27 === "performance-14x")) || (data27 === "performance-16x"))){
const err86 = {instancePath:instancePath+"/spec/sizes/" + i4,schemaPath:"#/definitions/size/enum",keyword:"enum",params:{allowedValues: schema31.enum},message:"must be equal to one of the allowed values",schema:schema31.enum,parentSchema:schema31,data:data27};
if(vErrors === null){
vErrors = [err86];
}
else {
vErrors.push(err86);
}
errors++;
}
}
let i5 = data26.length;
let j2;
if(i5 > 1){
const indices2 = {};
for(;i5--;){
let item2 = data26[i5];
if(typeof item2 !== "string"){
continue;
}
if(typeof indices2[item2] == "number"){
j2 = indices2[item2];
const err87 = {instancePath:instancePath+"/spec/sizes",schemaPath:"#/properties/spec/properties/sizes/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j2},message:"must NOT have duplicate items (items ## "+j2+" and "+i5+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.sizes,data:data26};
if(vErrors === null){
vErrors = [err87];
}
else {
vErrors.push(err87);
}
errors++;
break;
}
indices2[item2] = i5;
}
}
}
else {
const err88 = {instancePath:instancePath+"/spec/sizes",schemaPath:"#/properties/spec/properties/sizes/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.sizes.type,parentSchema:schema26.properties.spec.properties.sizes,data:data26};
if(vErrors === null){
vErrors = [err88];
}
else {
vErrors.push(err88);
}
errors++;
}
}
if(data4.images !== undefined){
let data28 = data4.images;
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
if(Object.keys(data28).length < 1){
const err89 = {instancePath:instancePath+"/spec/images",schemaPath:"#/properties/spec/properties/images/minProperties",keyword:"minProperties",params:{limit: 1},message:"must NOT have fewer than 1 properties",schema:1,parentSchema:schema26.properties.spec.properties.images,data:data28};
if(vErrors === null){
vErrors = [err89];
}
else {
vErrors.push(err89);
}
errors++;
}
for(const key9 in data28){
if(!((key9 === "allowed") || (key9 === "digestRequired"))){
const err90 = {instancePath:instancePath+"/spec/images",schemaPath:"#/properties/spec/properties/images/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key9},message:"must NOT have additional properties",schema:false,parentSchema:schema26.properties.spec.properties.images,data:data28};
if(vErrors === null){
vErrors = [err90];
}
else {
vErrors.push(err90);
}
errors++;
}
}
if(data28.allowed !== undefined){
let data29 = data28.allowed;
if(Array.isArray(data29)){
if(data29.length > 100){
const err91 = {instancePath:instancePath+"/spec/images/allowed",schemaPath:"#/properties/spec/properties/images/properties/allowed/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema26.properties.spec.properties.images.properties.allowed,data:data29};
if(vErrors === null){
vErrors = [err91];
}
else {
vErrors.push(err91);
}
errors++;
}
const len3 = data29.length;
for(let i6=0; i6<len3; i6++){
let data30 = data29[i6];
if(typeof data30 !== "string"){
const err92 = {instancePath:instancePath+"/spec/images/allowed/" + i6,schemaPath:"#/properties/spec/properties/images/properties/allowed/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.images.properties.allowed.items.type,parentSchema:schema26.properties.spec.properties.images.properties.allowed.items,data:data30};
if(vErrors === null){
vErrors = [err92];
}
else {
vErrors.push(err92);
}
errors++;
}
if(typeof data30 === "string"){
if(func2(data30) > 512){
const err93 = {instancePath:instancePath+"/spec/images/allowed/" + i6,schemaPath:"#/definitions/imagePattern/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema32,data:data30};
if(vErrors === null){
vErrors = [err93];
}
else {
vErrors.push(err93);
}
errors++;
}
if(!pattern48.test(data30)){
const err94 = {instancePath:instancePath+"/spec/images/allowed/" + i6,schemaPath:"#/definitions/imagePattern/pattern",keyword:"pattern",params:{pattern: "^[^*\\s]{1,511}\\*?$"},message:"must match pattern \""+"^[^*\\s]{1,511}\\*?$"+"\"",schema:"^[^*\\s]{1,511}\\*?$",parentSchema:schema32,data:data30};
if(vErrors === null){
vErrors = [err94];
}
else {
vErrors.push(err94);
}
errors++;
}
}
else {
const err95 = {instancePath:instancePath+"/spec/images/allowed/" + i6,schemaPath:"#/definitions/imagePattern/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema32.type,parentSchema:schema32,data:data30};
if(vErrors === null){
vErrors = [err95];
}
else {
vErrors.push(err95);
}
errors++;
}
}
let i7 = data29.length;
let j3;
if(i7 > 1){
const indices3 = {};
for(;i7--;){
let item3 = data29[i7];
if(typeof item3 !== "string"){
continue;
}
if(typeof indices3[item3] == "number"){
j3 = indices3[item3];
const err96 = {instancePath:instancePath+"/spec/images/allowed",schemaPath:"#/properties/spec/properties/images/properties/allowed/uniqueItems",keyword:"uniqueItems",params:{i: i7, j: j3},message:"must NOT have duplicate items (items ## "+j3+" and "+i7+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.images.properties.allowed,data:data29};
if(vErrors === null){
vErrors = [err96];
}
else {
vErrors.push(err96);
}
errors++;
break;
}
indices3[item3] = i7;
}
}
}
else {
const err97 = {instancePath:instancePath+"/spec/images/allowed",schemaPath:"#/properties/spec/properties/images/properties/allowed/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.images.properties.allowed.type,parentSchema:schema26.properties.spec.properties.images.properties.allowed,data:data29};
if(vErrors === null){
vErrors = [err97];
}
else {
vErrors.push(err97);
}
errors++;
}
}
if(data28.digestRequired !== undefined){
let data31 = data28.digestRequired;
if(typeof data31 !== "boolean"){
const err98 = {instancePath:instancePath+"/spec/images/digestRequired",schemaPath:"#/properties/spec/properties/images/properties/digestRequired/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.spec.properties.images.properties.digestRequired.type,parentSchema:schema26.properties.spec.properties.images.properties.digestRequired,data:data31};
if(vErrors === null){
vErrors = [err98];
}
else {
vErrors.push(err98);
}
errors++;
}
}
}
else {
const err99 = {instancePath:instancePath+"/spec/images",schemaPath:"#/properties/spec/properties/images/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.spec.properties.images.type,parentSchema:schema26.properties.spec.properties.images,data:data28};
if(vErrors === null){
vErrors = [err99];
}
else {
vErrors.push(err99);
}
errors++;
}
}
if(data4.addresses !== undefined){
let data32 = data4.addresses;
if(Array.isArray(data32)){
if(data32.length > 4){
const err100 = {instancePath:instancePath+"/spec/addresses",schemaPath:"#/properties/spec/properties/addresses/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items",schema:4,parentSchema:schema26.properties.spec.properties.addresses,data:data32};
if(vErrors === null){
vErrors = [err100];
}
else {
vErrors.push(err100);
}
errors++;
}
const len4 = data32.length;
for(let i8=0; i8<len4; i8++){
let data33 = data32[i8];
if(typeof data33 !== "string"){
const err101 = {instancePath:instancePath+"/spec/addresses/" + i8,schemaPath:"#/properties/spec/properties/addresses/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.addresses.items.type,parentSchema:schema26.properties.spec.properties.addresses.items,data:data33};
if(vErrors === null){
vErrors = [err101];
}
else {
vErrors.push(err101);
}
errors++;
}
if(typeof data33 !== "string"){
const err102 = {instancePath:instancePath+"/spec/addresses/" + i8,schemaPath:"#/definitions/addressKind/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema33.type,parentSchema:schema33,data:data33};
if(vErrors === null){
vErrors = [err102];
}
else {
vErrors.push(err102);
}
errors++;
}
if(!((((data33 === "sharedIpv4") || (data33 === "ipv6")) || (data33 === "ipv4")) || (data33 === "private"))){
const err103 = {instancePath:instancePath+"/spec/addresses/" + i8,schemaPath:"#/definitions/addressKind/enum",keyword:"enum",params:{allowedValues: schema33.enum},message:"must be equal to one of the allowed values",schema:schema33.enum,parentSchema:schema33,data:data33};
if(vErrors === null){
vErrors = [err103];
}
else {
vErrors.push(err103);
}
errors++;
}
}
let i9 = data32.length;
let j4;
if(i9 > 1){
const indices4 = {};
for(;i9--;){
let item4 = data32[i9];
if(typeof item4 !== "string"){
continue;
}
if(typeof indices4[item4] == "number"){
j4 = indices4[item4];
const err104 = {instancePath:instancePath+"/spec/addresses",schemaPath:"#/properties/spec/properties/addresses/uniqueItems",keyword:"uniqueItems",params:{i: i9, j: j4},message:"must NOT have duplicate items (items ## "+j4+" and "+i9+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.addresses,data:data32};
if(vErrors === null){
vErrors = [err104];
}
else {
vErrors.push(err104);
}
errors++;
break;
}
indices4[item4] = i9;
}
}
}
else {
const err105 = {instancePath:instancePath+"/spec/addresses",schemaPath:"#/properties/spec/properties/addresses/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.addresses.type,parentSchema:schema26.properties.spec.properties.addresses,data:data32};
if(vErrors === null){
vErrors = [err105];
}
else {
vErrors.push(err105);
}
errors++;
}
}
if(data4.changeable !== undefined){
let data34 = data4.changeable;
if(Array.isArray(data34)){
if(data34.length > 100){
const err106 = {instancePath:instancePath+"/spec/changeable",schemaPath:"#/properties/spec/properties/changeable/maxItems",keyword:"maxItems",params:{limit: 100},message:"must NOT have more than 100 items",schema:100,parentSchema:schema26.properties.spec.properties.changeable,data:data34};
if(vErrors === null){
vErrors = [err106];
}
else {
vErrors.push(err106);
}
errors++;
}
const len5 = data34.length;
for(let i10=0; i10<len5; i10++){
let data35 = data34[i10];
if(typeof data35 !== "string"){
const err107 = {instancePath:instancePath+"/spec/changeable/" + i10,schemaPath:"#/properties/spec/properties/changeable/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.changeable.items.type,parentSchema:schema26.properties.spec.properties.changeable.items,data:data35};
if(vErrors === null){
vErrors = [err107];
}
else {
vErrors.push(err107);
}
errors++;
}
if(typeof data35 === "string"){
if(func2(data35) > 512){
const err108 = {instancePath:instancePath+"/spec/changeable/" + i10,schemaPath:"#/definitions/pointer/maxLength",keyword:"maxLength",params:{limit: 512},message:"must NOT have more than 512 characters",schema:512,parentSchema:schema34,data:data35};
if(vErrors === null){
vErrors = [err108];
}
else {
vErrors.push(err108);
}
errors++;
}
if(!pattern49.test(data35)){
const err109 = {instancePath:instancePath+"/spec/changeable/" + i10,schemaPath:"#/definitions/pointer/pattern",keyword:"pattern",params:{pattern: "^(/[^/\\s]+)+$"},message:"must match pattern \""+"^(/[^/\\s]+)+$"+"\"",schema:"^(/[^/\\s]+)+$",parentSchema:schema34,data:data35};
if(vErrors === null){
vErrors = [err109];
}
else {
vErrors.push(err109);
}
errors++;
}
}
else {
const err110 = {instancePath:instancePath+"/spec/changeable/" + i10,schemaPath:"#/definitions/pointer/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema34.type,parentSchema:schema34,data:data35};
if(vErrors === null){
vErrors = [err110];
}
else {
vErrors.push(err110);
}
errors++;
}
}
let i11 = data34.length;
let j5;
if(i11 > 1){
const indices5 = {};
for(;i11--;){
let item5 = data34[i11];
if(typeof item5 !== "string"){
continue;
}
if(typeof indices5[item5] == "number"){
j5 = indices5[item5];
const err111 = {instancePath:instancePath+"/spec/changeable",schemaPath:"#/properties/spec/properties/changeable/uniqueItems",keyword:"uniqueItems",params:{i: i11, j: j5},message:"must NOT have duplicate items (items ## "+j5+" and "+i11+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.changeable,data:data34};
if(vErrors === null){
vErrors = [err111];
}
else {
vErrors.push(err111);
}
errors++;
break;
}
indices5[item5] = i11;
}
}
}
else {
const err112 = {instancePath:instancePath+"/spec/changeable",schemaPath:"#/properties/spec/properties/changeable/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.changeable.type,parentSchema:schema26.properties.spec.properties.changeable,data:data34};
if(vErrors === null){
vErrors = [err112];
}
else {
vErrors.push(err112);
}
errors++;
}
}
if(data4.needsApproval !== undefined){
let data36 = data4.needsApproval;
if(Array.isArray(data36)){
if(data36.length > 4){
const err113 = {instancePath:instancePath+"/spec/needsApproval",schemaPath:"#/properties/spec/properties/needsApproval/maxItems",keyword:"maxItems",params:{limit: 4},message:"must NOT have more than 4 items",schema:4,parentSchema:schema26.properties.spec.properties.needsApproval,data:data36};
if(vErrors === null){
vErrors = [err113];
}
else {
vErrors.push(err113);
}
errors++;
}
const len6 = data36.length;
for(let i12=0; i12<len6; i12++){
let data37 = data36[i12];
if(typeof data37 !== "string"){
const err114 = {instancePath:instancePath+"/spec/needsApproval/" + i12,schemaPath:"#/properties/spec/properties/needsApproval/items/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema26.properties.spec.properties.needsApproval.items.type,parentSchema:schema26.properties.spec.properties.needsApproval.items,data:data37};
if(vErrors === null){
vErrors = [err114];
}
else {
vErrors.push(err114);
}
errors++;
}
if(typeof data37 !== "string"){
const err115 = {instancePath:instancePath+"/spec/needsApproval/" + i12,schemaPath:"#/definitions/effect/type",keyword:"type",params:{type: "string"},message:"must be string",schema:schema35.type,parentSchema:schema35,data:data37};
if(vErrors === null){
vErrors = [err115];
}
else {
vErrors.push(err115);
}
errors++;
}
if(!((((data37 === "replace") || (data37 === "data-loss")) || (data37 === "public")) || (data37 === "cost"))){
const err116 = {instancePath:instancePath+"/spec/needsApproval/" + i12,schemaPath:"#/definitions/effect/enum",keyword:"enum",params:{allowedValues: schema35.enum},message:"must be equal to one of the allowed values",schema:schema35.enum,parentSchema:schema35,data:data37};
if(vErrors === null){
vErrors = [err116];
}
else {
vErrors.push(err116);
}
errors++;
}
}
let i13 = data36.length;
let j6;
if(i13 > 1){
const indices6 = {};
for(;i13--;){
let item6 = data36[i13];
if(typeof item6 !== "string"){
continue;
}
if(typeof indices6[item6] == "number"){
j6 = indices6[item6];
const err117 = {instancePath:instancePath+"/spec/needsApproval",schemaPath:"#/properties/spec/properties/needsApproval/uniqueItems",keyword:"uniqueItems",params:{i: i13, j: j6},message:"must NOT have duplicate items (items ## "+j6+" and "+i13+" are identical)",schema:true,parentSchema:schema26.properties.spec.properties.needsApproval,data:data36};
if(vErrors === null){
vErrors = [err117];
}
else {
vErrors.push(err117);
}
errors++;
break;
}
indices6[item6] = i13;
}
}
}
else {
const err118 = {instancePath:instancePath+"/spec/needsApproval",schemaPath:"#/properties/spec/properties/needsApproval/type",keyword:"type",params:{type: "array"},message:"must be array",schema:schema26.properties.spec.properties.needsApproval.type,parentSchema:schema26.properties.spec.properties.needsApproval,data:data36};
if(vErrors === null){
vErrors = [err118];
}
else {
vErrors.push(err118);
}
errors++;
}
}
if(data4.mayDelete !== undefined){
let data38 = data4.mayDelete;
if(typeof data38 !== "boolean"){
const err119 = {instancePath:instancePath+"/spec/mayDelete",schemaPath:"#/properties/spec/properties/mayDelete/type",keyword:"type",params:{type: "boolean"},message:"must be boolean",schema:schema26.properties.spec.properties.mayDelete.type,parentSchema:schema26.properties.spec.properties.mayDelete,data:data38};
if(vErrors === null){
vErrors = [err119];
}
else {
vErrors.push(err119);
}
errors++;
}
}
}
else {
const err120 = {instancePath:instancePath+"/spec",schemaPath:"#/properties/spec/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.properties.spec.type,parentSchema:schema26.properties.spec,data:data4};
if(vErrors === null){
vErrors = [err120];
}
else {
vErrors.push(err120);
}
errors++;
}
}
}
else {
const err121 = {instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"},message:"must be object",schema:schema26.type,parentSchema:schema26,data};
if(vErrors === null){
vErrors = [err121];
}
else {
vErrors.push(err121);
}
errors++;
}
validate16.errors = vErrors;
return errors === 0;
}

export default { App, Grant, Policy }

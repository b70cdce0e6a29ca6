// The gateway's /v1 for a native app: one POST, its answer as JSON, or nothing where the gateway did not answer.
//
// A sketch: see README.md for what was not tried. Call it from a worker thread.
package ru.example.loyalty

import java.io.IOException
import java.net.HttpURLConnection
import java.net.URL
import org.json.JSONException
import org.json.JSONObject

/** `url`: https, on the application's allow-list, without `/v1`. `token`: the till's, as the gateway knows it. */
class GatewayCalls(private val url: String, private val token: String) {

    /** The answer of `/v1`, a refusal (`ok: false`) included; null where something else answered, or nothing did. */
    fun post(receipt: String, step: String, body: JSONObject, timeoutMillis: Int): JSONObject? {
        val connection = URL("$url/v1/receipts/$receipt/$step").openConnection() as HttpURLConnection
        return try {
            connection.requestMethod = "POST"
            connection.connectTimeout = timeoutMillis
            connection.readTimeout = timeoutMillis
            connection.doOutput = true
            connection.setRequestProperty("X-Loyalkit-Token", token)
            connection.setRequestProperty("Content-Type", "application/json")
            connection.outputStream.use { it.write(body.toString().toByteArray()) }
            val stream = if (connection.responseCode < 400) connection.inputStream else connection.errorStream
            val answer = JSONObject(stream.bufferedReader().use { it.readText() })
            if (answer.has("ok")) answer else null
        } catch (lost: IOException) {
            null
        } catch (page: JSONException) {
            // A page of the proxy's.
            null
        } finally {
            connection.disconnect()
        }
    }
}

// The loyalty icon on the payment screen, for native apps: points spread over positions, and the newer parts of the result.
//
// A sketch: see README.md for what was not tried. It does what the React Native part does (src/terminal), and one thing more: goods that take
// no points are left out, since the native result has a discount for each position.
package ru.example.loyalty

import android.os.Bundle
import java.math.BigDecimal
import java.util.concurrent.Executors
import java.util.concurrent.TimeUnit
import org.json.JSONArray
import org.json.JSONObject
import ru.evotor.framework.core.IntegrationService
import ru.evotor.framework.core.action.event.receipt.changes.receipt.SetExtra
import ru.evotor.framework.core.action.event.receipt.changes.receipt.SetPurchaserContactData
import ru.evotor.framework.core.action.event.receipt.discount.ReceiptDiscountEvent
import ru.evotor.framework.core.action.event.receipt.discount.ReceiptDiscountEventProcessor
import ru.evotor.framework.core.action.event.receipt.discount.ReceiptDiscountEventResult
import ru.evotor.framework.core.action.processor.ActionProcessor
import ru.evotor.framework.receipt.Position
import ru.evotor.framework.receipt.Receipt
import ru.evotor.framework.receipt.ReceiptApi

/** Who the customer is, and how many points they spend: your app knows. */
data class Choice(val search: String, val points: BigDecimal, val contactPhone: String?)

abstract class LoyaltyDiscountService : IntegrationService() {

    protected abstract val gateway: GatewayCalls
    protected abstract fun choose(receipt: Receipt): Choice?

    /** Tobacco and the like take no points. */
    protected abstract fun isExcluded(position: Position): Boolean

    private val worker = Executors.newSingleThreadExecutor()

    override fun createProcessors(): Map<String, ActionProcessor> = mapOf(
        ReceiptDiscountEvent.NAME_SELL_RECEIPT to object : ReceiptDiscountEventProcessor() {
            override fun call(action: String, event: ReceiptDiscountEvent, callback: ActionProcessor.Callback) {
                // One answer, whatever happens: late results are dropped with the task.
                val task = worker.submit<Bundle?> { resultFor(event) }
                val result = try {
                    task.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                } catch (trouble: Exception) {
                    task.cancel(true)
                    null
                }
                if (result == null) callback.skip() else callback.onResult(result)
            }
        }
    )

    private fun resultFor(event: ReceiptDiscountEvent): Bundle? {
        val receipt = ReceiptApi.getReceipt(this, event.receiptUuid) ?: return null
        val choice = choose(receipt) ?: return null
        val before = Notes.ourDiscount(this, event.receiptUuid)
        // A second press replaces our part and never adds to it.
        val others = (event.discount - before).max(BigDecimal.ZERO)
        if (others.signum() > 0) return null // sketch: lines below are those of a receipt without others' discounts
        val lines = receipt.getPositions().map(::lineOf)
        val amount = lines.fold(BigDecimal.ZERO) { sum, line -> sum + BigDecimal(line.getString("amount")) }

        // Written down before the first request: a sale closed without a line still earns.
        if (before.signum() == 0) Notes.open(this, event.receiptUuid, choice.search, BigDecimal.ZERO, others, amount)
        val quote = JSONObject().put("amount", amount.toPlainString()).put("lines", JSONArray(lines))
        ask(event, "identify", JSONObject().put("search", choice.search)) ?: return null
        ask(event, "quote", quote) ?: return null
        val spends = choice.points.signum() > 0
        val hold = if (spends) ask(event, "hold", JSONObject().put("points", choice.points.toPlainString())) ?: return null else null

        val shares = hold?.optJSONArray("lines") ?: JSONArray()
        val byPosition = HashMap<String, BigDecimal>()
        for (index in 0 until shares.length()) {
            val share = shares.getJSONObject(index)
            val points = BigDecimal(share.getString("points"))
            if (points.signum() > 0) byPosition[share.getString("id")] = points
        }
        val ours = byPosition.values.fold(BigDecimal.ZERO, BigDecimal::add)
        // And before the answer: whoever reads the receipt later knows whose discount it is.
        Notes.open(this, event.receiptUuid, choice.search, ours, others, amount)
        return ReceiptDiscountEventResult(
            others + ours,
            SetExtra(JSONObject().put("loyalkit", extraOf(event.receiptUuid, ours, others, amount))),
            emptyList(),
            choice.contactPhone?.let(SetPurchaserContactData::createForPhone), // permission SET_PURCHASER_CONTACT_DATA
            byPosition // SDK 0.6.13 and later
        ).toBundle().apply {
            // `AppliedLoyaltyData` is a class only in SDKs after 0.6.18; the bundle is the same.
            putBundle("appliedLoyaltyData", Bundle().apply {
                putString("loyaltyCardId", null) // your programme's card, where it has one; never a phone
                putString("additionalData", appliedOf(ours).toString())
            })
        }
    }

    private fun ask(event: ReceiptDiscountEvent, step: String, body: JSONObject): JSONObject? =
        gateway.post(event.receiptUuid, step, body, REQUEST_MILLIS)?.takeIf { it.getBoolean("ok") }

    private fun lineOf(position: Position): JSONObject = JSONObject()
        .put("id", position.uuid)
        .put("name", position.name)
        .put("quantity", position.quantity.toPlainString())
        .put("price", position.priceWithDiscountPosition.toPlainString())
        .put("amount", position.totalWithSubPositionsAndWithoutDocumentDiscount.toPlainString())
        .put("excluded", isExcluded(position))

    /** The same text as the React Native part's, which the cloud part reads: src/terminal/Extra.ts says what it means. */
    private fun extraOf(uuid: String, ours: BigDecimal, others: BigDecimal, amount: BigDecimal): String = JSONObject()
        .put("v", 1)
        .put("receipt", uuid)
        .put("type", "cashback")
        .put("points", ours.toPlainString())
        .put("discount", ours.toPlainString())
        .put("other", others.toPlainString())
        .put("amount", amount.toPlainString())
        .toString()

    private fun appliedOf(ours: BigDecimal): JSONObject = JSONObject()
        .put("loyaltyAppId", APP_UUID)
        .put("loyaltyServicePackage", packageName)
        .put("loyaltyServiceClass", javaClass.name)
        .put("spentBonusAmount", ours.toPlainString())

    private companion object {
        /** Terminals with loyalty apps are skipped within 4–9 s. */
        const val ANSWER_MILLIS = 4_000L
        const val REQUEST_MILLIS = 1_500
        const val APP_UUID = "your application's UUID"
    }
}

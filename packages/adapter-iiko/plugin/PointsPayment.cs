// Points as a payment: iiko's calls, one by one, to the bridge's routes, and its answers back to iiko's exceptions.
//
// Pay is over when it returns: there is no later. A Pay whose fate is not known is cancelled by the outbox, which has
// the cancel on the disk before Pay goes out. A cancel always succeeds here, or iiko would be stuck with the order.
using System;
using System.Collections.Concurrent;
using System.Linq;
using Resto.Front.Api;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;
using Resto.Front.Api.Exceptions;
using Resto.Front.Api.Extensions;
using Resto.Front.Api.UI;

namespace Loyalkit.Iiko
{
    internal sealed class PointsPayment : IPaymentProcessor
    {
        private readonly Loyalty loyalty;
        private readonly Orders orders;
        private readonly CheckIn checkIn;
        /// <summary>Returns that the cashier was told to repeat: the repetition has the same ID.</summary>
        private readonly ConcurrentDictionary<string, Guid> refusedReturns = new ConcurrentDictionary<string, Guid>();

        public PointsPayment(Loyalty loyalty, Orders orders, CheckIn checkIn)
        {
            this.loyalty = loyalty;
            this.orders = orders;
            this.checkIn = checkIn;
        }

        public string PaymentSystemKey => "loyalkit";

        public string PaymentSystemName => loyalty.Settings.PaymentSystem;

        public void CollectData(Guid orderId, Guid paymentTypeId, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) => Speak("CollectData", () =>
        {
            var type = PluginContext.Operations.TryGetPaymentTypeById(paymentTypeId);
            if (type != null && !loyalty.Json.IsOwn(type))
                throw new PaymentActionFailedException(loyalty.Texts.UnknownType(type.Name));
            var order = PluginContext.Operations.GetOrderById(orderId);
            var quote = new Fields().With("order", loyalty.Json.Of(order, PluginContext.Operations));
            var answer = Call(orderId, "quote", quote);
            // Nobody was looked for here yet: the cashier is asked now, rather than sent back to the order.
            if (answer.Decided && answer.Outcome == Outcome.Fail && viewManager != null && !orders.IsWatched(orderId))
            {
                if (!checkIn.AskForPayment(order, viewManager))
                    throw new PaymentActionCancelledException();
                answer = Call(orderId, "quote", quote);
            }
            Require(answer);
        });

        public void OnPaymentAdded(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) => Speak("OnPaymentAdded", () =>
        {
            orders.Watch(order.Id);
            try
            {
                var answer = Call(order.Id, "payments/added", new Fields()
                    .With("order", loyalty.Json.Of(order, operationService, paymentItem))
                    .With("sum", OrderJson.Money(paymentItem.Sum)));
                Require(answer);
                var sum = answer.Data.Number("sum");
                if (sum != null)
                    operationService.ChangePaymentItemSum(sum.Value, null, answer.Data.Number("maxSum"), paymentItem, order, loyalty.Credentials(operationService));
            }
            catch (Exception)
            {
                // iiko leaves the payment where it is when this method throws.
                Delete(order, paymentItem, operationService);
                throw;
            }
        });

        /// <summary>The sum may be changed on screen: its upper bound was set when it was added, and Pay asks again.</summary>
        public bool OnPreliminaryPaymentEditing(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) => true;

        public void OnPaymentDeleting(IOrder order, IPaymentItem paymentItem, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) => Speak("OnPaymentDeleting", () =>
        {
            var answer = Call(order.Id, "payments/deleted", new Fields().With("order", loyalty.Json.Of(order, operationService, paymentItem)));
            // Nothing was paid yet, and a hold ends by itself: a payment that cannot be taken off would be worse.
            if (answer.Decided)
                Require(answer);
        });

        public void Pay(decimal sum, IOrder order, IPaymentItem paymentItem, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IOperationService operationService, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) =>
            Speak("Pay", () => Hold(sum, order, paymentItem, transactionId, pointOfSale, operationService, context));

        /// <summary>Nothing is asked on screen, so any payment of an order can be silent.</summary>
        public bool CanPaySilently(decimal sum, Guid? orderId, Guid paymentTypeId, IPaymentDataContext context) => orderId != null;

        public void PaySilently(decimal sum, IOrder order, IPaymentItem paymentItem, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context) =>
            Speak("PaySilently", () => Hold(sum, order, paymentItem, transactionId, pointOfSale, PluginContext.Operations, context));

        public void EmergencyCancelPayment(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) =>
            Speak("EmergencyCancelPayment", () => Release(sum, orderId, transactionId, context));

        public void EmergencyCancelPaymentSilently(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context) =>
            Speak("EmergencyCancelPaymentSilently", () => Release(sum, orderId, transactionId, context));

        public void ReturnPayment(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager, IPaymentDataContext context) =>
            Speak("ReturnPayment", () => Return(sum, orderId, paymentTypeId, transactionId, context, pointOfSale));

        public void ReturnPaymentSilently(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IPaymentDataContext context) =>
            Speak("ReturnPaymentSilently", () => Return(sum, orderId, paymentTypeId, transactionId, context, pointOfSale));

        public void ReturnPaymentWithoutOrder(decimal sum, Guid? orderId, Guid paymentTypeId, IPointOfSale pointOfSale, IUser cashier, IReceiptPrinter printer, IViewManager viewManager) =>
            Speak("ReturnPaymentWithoutOrder", () => Return(sum, "returns", "returns", "returns/" + orderId, new Fields().With("orderId", orderId)));

        private void Hold(decimal sum, IOrder order, IPaymentItem item, Guid transactionId, IPointOfSale pointOfSale, IOperationService operations, IPaymentDataContext context)
        {
            orders.Watch(order.Id);
            var payment = "payments/" + OrderJson.Id(transactionId);
            var cancel = loyalty.Outbox.Arm(OrderJson.Id(order.Id), Path(order.Id, payment + "/cancel"), new Fields().With("sum", OrderJson.Money(sum)));
            var known = false;
            try
            {
                var answer = Call(order.Id, payment + "/pay", new Fields()
                    .With("order", loyalty.Json.Of(order, operations, item, pointOfSale))
                    .With("sum", OrderJson.Money(sum))
                    .With("isPrepay", item.IsPrepay ? (object)true : null)
                    .With("customData", Guard.Get("custom data", null, context.GetCustomData)), loyalty.Settings.PayTimeout);
                known = answer.Outcome != Outcome.Proceed && (answer.Decided || answer.NotDone);
                Require(answer);
                if (answer.RollbackData != null)
                    context.SetRollbackData(answer.RollbackData);
                known = true;
            }
            finally
            {
                if (known)
                    loyalty.Outbox.Disarm(cancel);
                else
                    loyalty.Outbox.Fire(cancel);
            }
        }

        private void Release(decimal sum, Guid? orderId, Guid transactionId, IPaymentDataContext context)
        {
            // Without an order there is no route; the hold ends by itself.
            if (orderId == null)
                return;
            // Without the order: it may or may not count this payment as paid at this moment. The bridge knows what it holds for others.
            var body = new Fields().With("sum", OrderJson.Money(sum)).With("rollbackData", Rollback(context));
            var path = Path(orderId.Value, "payments/" + OrderJson.Id(transactionId) + "/cancel");
            var answer = Guard.Get("cancel", Answer.None(), () => loyalty.Outbox.Now(OrderJson.Id(orderId.Value), path, body, loyalty.Settings.CallTimeout, true));
            if (answer.Decided)
                Require(answer);
        }

        private void Return(decimal sum, Guid? orderId, Guid paymentTypeId, Guid transactionId, IPaymentDataContext context, IPointOfSale pointOfSale)
        {
            if (orderId == null)
            {
                Return(sum, "returns", "returns", OrderJson.Id(transactionId), new Fields());
                return;
            }
            Return(sum, OrderJson.Id(orderId.Value), Path(orderId.Value, "payments/" + OrderJson.Id(transactionId) + "/return"), OrderJson.Id(transactionId), new Fields()
                .With("order", TryOrder(orderId.Value, paymentTypeId, sum, pointOfSale))
                .With("rollbackData", Rollback(context)));
        }

        /// <param name="what">The same for a repetition of this return.</param>
        private void Return(decimal sum, string order, string path, string what, Fields body)
        {
            var key = what + " " + OrderJson.Money(sum);
            body.With("returnId", refusedReturns.GetOrAdd(key, Guid.NewGuid())).With("sum", OrderJson.Money(sum));
            var noted = loyalty.ReturnsAreNoted;
            var answer = loyalty.Outbox.Now(order, path, body, loyalty.Settings.CallTimeout, noted);
            if (!answer.Decided && !noted)
                throw new PaymentActionFailedException(loyalty.Say(answer, loyalty.Texts.NoAnswerReturn));
            refusedReturns.TryRemove(key, out var _);
            if (answer.Decided)
                Require(answer);
        }

        private Answer Call(Guid order, string what, Fields body, TimeSpan? timeout = null) =>
            loyalty.Bridge.Call(Path(order, what), body, timeout ?? loyalty.Settings.CallTimeout);

        private static string Path(Guid order, string what) => "orders/" + OrderJson.Id(order) + "/" + what;

        /// <summary>The order as it is once this payment is given back. iiko does not say which item a transaction is: one of this type and sum.</summary>
        private Fields TryOrder(Guid id, Guid paymentTypeId, decimal sum, IPointOfSale pointOfSale) => Guard.Get("order", null, () =>
        {
            var order = PluginContext.Operations.TryGetOrderById(id);
            if (order == null)
                return null;
            var given = loyalty.Json.Own(order).FirstOrDefault(item => item.Type.Id == paymentTypeId && item.Status == PaymentStatus.Processed && item.Sum == sum);
            return loyalty.Json.Of(order, PluginContext.Operations, given, pointOfSale);
        });

        private static string Rollback(IPaymentDataContext context) => Guard.Get("rollback data", null, () => context?.GetRollbackData());

        private void Delete(IOrder order, IPaymentItem item, IOperationService operations) => Guard.Run("delete the payment", () =>
        {
            var credentials = loyalty.Credentials(operations);
            if (item.IsExternal)
                operations.DeleteExternalPaymentItem(item, order, credentials);
            else
                operations.DeletePaymentItem(item, order, credentials);
        });

        private void Require(Answer answer)
        {
            if (answer.Outcome == Outcome.Cancel)
                throw new PaymentActionCancelledException(answer.KeepInOrder);
            if (answer.Outcome == Outcome.Fail)
                throw new PaymentActionFailedException(loyalty.Say(answer, loyalty.Texts.NoAnswer), answer.KeepInOrder);
        }

        /// <summary>iiko shows the message of these two; any other exception would show its insides to the cashier.</summary>
        private void Speak(string what, Action action)
        {
            try
            {
                action();
            }
            catch (PaymentActionFailedException) { throw; }
            catch (PaymentActionCancelledException) { throw; }
            catch (Exception cause)
            {
                Guard.Report(what, cause);
                throw new PaymentActionFailedException(loyalty.Texts.Refused);
            }
        }
    }
}

// A stand-in of our own for the part of iikoFront's plugin API (V8) that the plugin uses: names and signatures only, so that it compiles and runs
// without iiko. Not iiko's file, and no code of theirs: written by us from the published reference,
// https://iiko.github.io/front.api.sdk/v8 (OperationServiceExtensions). There they open an edit session; here the scripted till edits its order itself.
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;

namespace Resto.Front.Api.Extensions
{
    /// <summary>Ours: what the scripted till does when an extension is called.</summary>
    public interface IScriptedEdits
    {
        void ChangeSum(IPaymentItem item, decimal sum, decimal? min, decimal? max, IOrder order);
        void DeletePayment(IPaymentItem item, IOrder order, bool external);
        void AddDiscount(IDiscountType type, decimal sum, IOrder order);
        void DeleteDiscount(IDiscountItem discount, IOrder order);
    }

    public static class OperationServiceExtensions
    {
        public static void ChangePaymentItemSum(this IOperationService operationService, decimal paymentSum, decimal? minPaymentSum, decimal? maxPaymentSum, IPaymentItem paymentItem, IOrder order, ICredentials credentials) =>
            ((IScriptedEdits)operationService).ChangeSum(paymentItem, paymentSum, minPaymentSum, maxPaymentSum, order);

        public static void DeletePaymentItem(this IOperationService operationService, IPaymentItem paymentItem, IOrder order, ICredentials credentials) =>
            ((IScriptedEdits)operationService).DeletePayment(paymentItem, order, false);

        public static void DeleteExternalPaymentItem(this IOperationService operationService, IPaymentItem paymentItem, IOrder order, ICredentials credentials) =>
            ((IScriptedEdits)operationService).DeletePayment(paymentItem, order, true);

        public static void AddFlexibleSumDiscount(this IOperationService operationService, decimal sum, IDiscountType discount, IOrder order, ICredentials credentials) =>
            ((IScriptedEdits)operationService).AddDiscount(discount, sum, order);

        public static void DeleteDiscount(this IOperationService operationService, IDiscountItem discountItem, IOrder order, ICredentials credentials) =>
            ((IScriptedEdits)operationService).DeleteDiscount(discountItem, order);
    }
}
